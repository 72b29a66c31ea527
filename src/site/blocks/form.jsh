String mail =
    form(
        form -> {
          var name = form.textInput("Name");
          var host = form.textInput("Host");
          return () -> name.get() + "@" + host.get();
        });
