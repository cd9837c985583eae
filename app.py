"""One file, two roles: the ASGI application that the server imports, and the script that runs for every page view."""

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx


def main() -> None:
    """The frame and its flat list of pages (sections would break the menu's list markup)."""
    from twin.words import t
    from ui import shell

    st.set_page_config(layout="wide", page_icon="static/icon.png")  # a local icon: any other is asked of a font host
    shell.open_frame()
    page = st.navigation(
        [
            st.Page("pages/overview.py", title=t("Översikt"), default=True),
            st.Page("pages/initiatives.py", title=t("Initiativ"), url_path="initiativ"),
            st.Page("pages/connections.py", title=t("Samband"), url_path="samband"),
            st.Page("pages/indicators.py", title=t("Nyckeltal"), url_path="nyckeltal"),
            st.Page("pages/brief.py", title=t("Sammanfattning"), url_path="sammanfattning"),
            st.Page("pages/capabilities.py", title=t("Bolag och förmågor"), url_path="formagor"),
            st.Page("pages/sources.py", title=t("Källor"), url_path="kallor"),
            st.Page("pages/method.py", title=t("Metod och kvalitet"), url_path="metod"),
            st.Page("pages/upkeep.py", title=t("Registervård"), url_path="registervard"),
            st.Page("pages/opendata.py", title=t("Öppna data"), url_path="oppna-data"),
            st.Page("pages/search.py", title=t("Sök"), url_path="sok"),
        ]
    )
    shell.run(page)


if get_script_run_ctx(suppress_warning=True) is not None:
    main()
else:
    from ui.server import lifespan, middleware, routes
    from ui.shell import tell_error

    app = st.App("app.py", lifespan=lifespan, routes=routes, middleware=middleware, on_script_error=tell_error)
