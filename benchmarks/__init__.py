"""How fast sayso is and what it needs, beside what others need. Not in the wheel; what is measured is written to ``results/``.

``python -m benchmarks.reading`` and ``python -m benchmarks.roads`` measure time and memory; ``python -m benchmarks.ablation``
measures what a part is worth by leaving it out.
"""
