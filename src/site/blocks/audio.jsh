byte[] bell =
    java.util.Base64.getDecoder()
        .decode("UklGRiwAAABXQVZFZm10IBAAAAABAAEAQB8AAEAfAAABAAgAZGF0YQgAAACAgICAgICAgA==");
audio("bell.wav", bell, "The bell at noon");
