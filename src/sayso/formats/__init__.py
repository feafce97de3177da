"""The forms in which records leave sayso and come back: one file a format.

``jsonl`` holds every record without loss. A format knows records and nothing else: it reads no page and works nothing out.
"""
