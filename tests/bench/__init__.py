"""`make bench`: ratios to floors measured in the same run, in turns, because the machine's speed drifts."""
