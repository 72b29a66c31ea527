video(b"ftyp", caption="The tide comes in", name="tide.mp4")
