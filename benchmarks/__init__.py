"""Benchmarks: how fast the Exchange is, told as ratios against baselines of the same run.

    make bench                               everything, with a table at the end
    make bench ARGS="appending --rounds 9"   some of it

rounds      interleaved rounds, medians, ratios: how everything here is measured
report      what was measured, as text and for docs/performance.md
suites      which benchmarks there are
http        servers in processes and clients, for what is asked over HTTP

Machines are shared and noisy: only the ratios mean something, and nothing here is a test.
"""
