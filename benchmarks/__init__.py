"""What `make bench` measures: how fast the player is, on the machine it runs on.

run          the entry: runs the benchmarks, prints tables, writes results.json
load         500 and 2,000 candidates on the real server: latency, memory, nothing lost
scene        time to the first frame and to a question in a real browser
startup      time until the server answers
phantom      time to draw simulated ultrasound

instance, server, database     what a benchmark runs on: a folder, a server process, PostgreSQL
generator, candidate, lean     the load generator, a process of its own
plan, answer                   what its candidates do
ledger                         what was acknowledged, held against the database
machine, figures, table, show  what is said about the machine, and how figures are made and shown
borrowed                       what is shared with the tests
"""
