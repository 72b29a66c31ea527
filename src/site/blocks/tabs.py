with tabs("Oslo", "Rome"):
    with container():
        text("5 °C")
    with container():
        text("18 °C")
