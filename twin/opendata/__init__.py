"""The whole public state as open data: one declared list of datasets, read by the API, the downloads, the catalogue, the dictionary and the site.

`declared` has the list, `reading` the rows, `writers` the forms. Words stand in data/opendata/, one question a dataset in sql/.
"""
