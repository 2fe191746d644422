package multiengine;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Lines on standard input, one command each. It is a pipe held by the test run: when that ends, however it ends, so does
 * this process.
 */
class Commands {

  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

  static Commands read(InputStream input) {
    var commands = new Commands();
    var reader = new Thread(() -> commands.readAll(input), "commands");
    reader.setDaemon(true);
    reader.start();
    return commands;
  }

  private void readAll(InputStream input) {
    try (var reader = new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.add(line);
      }
    } catch (IOException closed) {
      // the same as its end
    }
    System.exit(0);
  }

  void obey(FurtherEngines engines) throws InterruptedException {
    for (;;) {
      String line = lines.take();
      try {
        engines.obey(line);
      } catch (RuntimeException problem) {
        problem.printStackTrace();
        System.out.println("Not done: " + line);
      }
    }
  }
}
