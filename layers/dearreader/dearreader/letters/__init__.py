"""What is mailed: posts rendered to letters, and the mail that asks a reader to confirm.

Pure functions: no AWS, no clock, no environment. `manuscript`, `markdown` and `rendering` serve the
command alone and may import mistune and PyYAML; `mail`, `frame` and `invitation` are on a
function's cold path and import nothing beyond the standard library.
"""
