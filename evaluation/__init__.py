"""How good sayso is, in figures, and the floors that they must not fall under. Not in the wheel.

``python -m evaluation.gate`` measures and compares; ``predict`` and ``pages`` write what sayso makes of texts and of pages, for
any scorer to read.
"""
