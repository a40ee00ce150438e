"""Honest statistics for small samples: plain values in, plain values out, no Django.

Every figure comes with its n. Import what you need from the module named after it:
`proportion` (k/n and its interval), `grim` (can a published percentage exist?), `egalites`
(what may be ranked), `resume` (numbers, scales, options), `classement` (ranking questions),
`poids` (weighted shares), `appariement` and `differences` (two needs, two waves).
Importance × mastery: `matrice` gives the summary that `borich`, `ecarts`, `hennessy_hicks` and
`quadrants` read, `reechantillonnage` their intervals.
"""
