"""What a repository shows: facts with their places, read without running anything of it and without the network.

`survey` reads the whole, which is what rules, reports and claims are held against; `glance.look` is what `init`
proposes from. One module a subject:

- which files there are, and their contents: `tree`, `git` (the one place that runs git), `streams`, `pool`, `reading`;
- what they are, by their paths: `files`, `names`;
- what they say of licences: `scan`, `headers`, `texts`, `statements`, `readme`, `reuse`, `manifests`,
  `manifest_licences`, `formats`;
- what that comes to: `licences`, `outbound`, `parts`, `foreign`, `contradictions`, `fit`;
- `holders`; `community` and `contributions` with their words, over `prose`; `history`, `people`, `relicensing`;
  `dependencies`, `sboms`; `publiccode` with its keys and values; `remotes`, `country`.

A fact carries `path`, `line`, how it was found and how sure that is (`facts.Seen`).
"""
