"""The floor: the least page that Streamlit serves."""

import streamlit as st

st.title("Bare page")
st.write("One title and one line of text.")
