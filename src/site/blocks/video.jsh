video("tide.mp4", new byte[] {102, 116, 121, 112}, "The tide comes in");
