"""The texts of the pages: found in code and templates, and brought into every catalogue.

``make strings`` does it. A text that is new stands untranslated in each catalogue; one that is
gone is gone from them.
"""
