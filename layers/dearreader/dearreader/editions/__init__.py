"""The daily send, effectively once: opening, planning, delivering, settling.

A post becomes an edition when its slot is due (`opening`), the audience is cut into frozen batches
(`planning`), each batch is one call to SES (`delivery`, at the pace of `pacing`), and what has no
result in the tables is found and finished (`settling`). `model` and `store` hold the items and
their conditional writes.
"""
