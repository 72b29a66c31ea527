with expander("How it was counted"):
    text("By hand.")
