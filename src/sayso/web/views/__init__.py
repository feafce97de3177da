"""From rows and records to what a page shows. Views are pure: they ask no case, know no address, and make no HTML.

A view is a function that gives a named tuple, whose fields a template reads; what has to be counted, sorted, cut or put in
words is done here, so that templates only lay out.
"""
