"""The council brief: one content for each place, in many forms. `content.brief` makes it; page, PDF, slides, HTML and text only draw it."""
