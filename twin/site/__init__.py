"""The static edition: the public state as a folder that opens with the network off. Briefs, tables, maps, downloads, catalogue, feeds; no script, no server."""
