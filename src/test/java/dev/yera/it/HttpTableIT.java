package dev.yera.it;

class HttpTableIT extends ClientTest implements HttpTable {
  @Override
  public Server server() {
    return server;
  }

  @Override
  public int port() {
    return url.getPort();
  }
}
