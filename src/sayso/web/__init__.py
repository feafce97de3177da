"""The reading room: a case as pages to look at, served on this machine or written as a report to hand on.

``serve`` opens a local web app on a case; ``report`` writes the same pages as one file, or a folder of files, that need no
network and no script. ``catalogue`` has every page: its address, what it asks the case, its view and its template. ``views``
turn rows and records into what a page shows, and know neither a request nor a file; ``pictures`` draw SVG, each with a table
twin; ``rendering`` fills in templates; ``addresses`` knows where a page stands, served or written. ``app`` and ``safety`` are
what stands between a browser and all that.

Nothing of a page is ever rendered as HTML: what comes from it is text, escaped, with no character left that could steer a
screen or turn the reading direction. Nothing here decides what a statement is, or asks a network for anything.
"""

from __future__ import annotations
