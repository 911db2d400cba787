// A script that takes its time to come, and does nothing.
