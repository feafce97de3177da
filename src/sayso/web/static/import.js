/* Adding pages: files may be dropped, and are listed before they are sent; a page that tells of work is kept up to date. Both pages
   do the same without this. */
"use strict";

const drop = document.querySelector("[data-drop]");
if (drop) {
  const input = drop.querySelector("input[type=file]");
  const chosen = drop.querySelector("[data-chosen]");
  const largest = Number(drop.dataset.largest);
  const button = drop.closest("form").querySelector("button");

  const told = (bytes) => (bytes < 1048576 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 1048576).toFixed(1)} MB`);

  const list = () => {
    const files = Array.from(input.files);
    const sum = files.reduce((all, file) => all + file.size, 0);
    const lines = files.slice(0, 12).map((file) => `${file.name}, ${told(file.size)}`);
    if (files.length > 12) lines.push(`and ${files.length - 12} more`);
    if (sum > largest) lines.push(`Too large: ${told(sum)} together. Choose fewer.`);
    chosen.replaceChildren(
      ...lines.map((words) => {
        const line = document.createElement("li");
        line.textContent = words;
        return line;
      }),
    );
    button.disabled = sum > largest;
  };

  input.addEventListener("change", list);
  document.addEventListener("dragover", (event) => {
    if (!event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    drop.classList.add("over");
  });
  document.addEventListener("dragleave", (event) => {
    if (event.relatedTarget === null) drop.classList.remove("over");
  });
  document.addEventListener("drop", (event) => {
    if (!event.dataTransfer.files.length) return;
    event.preventDefault();
    drop.classList.remove("over");
    const both = new DataTransfer();
    for (const file of [...input.files, ...event.dataTransfer.files]) both.items.add(file);
    input.files = both.files;
    list();
  });
  drop.classList.add("ready");
  list();
}

const jobs = document.getElementById("jobs");
if (jobs && jobs.dataset.busy) {
  const look = async () => {
    try {
      const answer = await fetch(location.href, { headers: { accept: "text/html" } });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.getElementById("jobs");
      if (!answer.ok || !fresh) return;
      if (!jobs.contains(document.activeElement)) jobs.replaceChildren(...fresh.childNodes);
      if (!fresh.dataset.busy) {
        jobs.dataset.busy = "";
        return;
      }
    } catch {
      /* the app is stopped, or busy: ask again */
    }
    setTimeout(look, 1000);
  };
  setTimeout(look, 1000);
}
