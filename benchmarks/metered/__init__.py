"""An edition on a virtual clock, every call counted as AWS bills it.

The functions' real handlers run over tables, queues and SES in memory. Time is virtual: what waits
costs nothing here, and what it would cost on AWS is counted.
"""
