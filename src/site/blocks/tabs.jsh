tabs(tab("Oslo", () -> text("5 °C")), tab("Rome", () -> text("18 °C")));
