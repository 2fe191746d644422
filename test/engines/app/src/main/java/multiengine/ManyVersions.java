package multiengine;

import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Writes versions of one process past the engine, in the rows that deploying them would leave behind: a deployment, its
 * model and the definition. Deploying thousands of them over REST would take minutes. Builds of other versions leave this
 * class out.
 */
@Component
class ManyVersions implements ApplicationRunner {

  private static final String KEY = "order-handling";
  private static final String RESOURCE = KEY + ".bpmn";
  private static final int MODEL_BYTES = 9_000;
  private static final int BATCH = 500;

  private final JdbcTemplate database;
  private final int count;

  ManyVersions(JdbcTemplate database, @Value("${engine.versions}") int count) {
    this.database = database;
    this.count = count;
  }

  @Override
  public void run(ApplicationArguments arguments) {
    byte[] model = model();
    for (int first = 1; first <= count; first += BATCH) {
      write(IntStream.range(first, Math.min(first + BATCH, count + 1)).boxed().toList(), model);
    }
  }

  private void write(List<Integer> versions, byte[] model) {
    Timestamp now = Timestamp.from(Instant.now());
    database.batchUpdate("insert into ACT_RE_DEPLOYMENT (ID_, NAME_, DEPLOY_TIME_) values (?, ?, ?)",
        versions.stream().map(version -> new Object[] {deployment(version), KEY, now}).toList());
    database.batchUpdate(
        "insert into ACT_GE_BYTEARRAY (ID_, REV_, NAME_, DEPLOYMENT_ID_, BYTES_, GENERATED_, TYPE_, CREATE_TIME_)"
            + " values (?, 1, ?, ?, ?, false, 1, ?)",
        versions.stream()
            .map(version -> new Object[] {id("model", version), RESOURCE, deployment(version), model, now}).toList());
    database.batchUpdate(
        "insert into ACT_RE_PROCDEF (ID_, REV_, CATEGORY_, NAME_, KEY_, VERSION_, DEPLOYMENT_ID_, RESOURCE_NAME_,"
            + " HAS_START_FORM_KEY_, SUSPENSION_STATE_, HISTORY_TTL_, STARTABLE_)"
            + " values (?, 1, 'http://multi-engine', 'Order Handling', ?, ?, ?, ?, false, 1, 30, true)",
        versions.stream().map(version -> new Object[] {KEY + ":" + version + ":" + id("definition", version), KEY,
            version, deployment(version), RESOURCE}).toList());
  }

  private static String deployment(int version) {
    return id("deployment", version);
  }

  private static String id(String kind, int version) {
    return UUID.nameUUIDFromBytes((kind + version).getBytes(StandardCharsets.UTF_8)).toString();
  }

  /** A chain of user tasks, long enough for the wanted size. Its documentation appears in answers of engines that parsed it. */
  private static byte[] model() {
    StringBuilder chain = new StringBuilder();
    int task = 0;
    while (chain.length() < MODEL_BYTES) {
      chain.append("<userTask id=\"task%1$d\" name=\"Check order %1$d\"/>".formatted(task))
          .append("<sequenceFlow id=\"flow%1$d\" sourceRef=\"task%1$d\" targetRef=\"task%2$d\"/>\n".formatted(task, ++task));
    }
    return ("""
        <?xml version="1.0" encoding="UTF-8"?>
        <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
            xmlns:camunda="http://camunda.org/schema/1.0/bpmn" targetNamespace="http://multi-engine">
        <process id="%s" name="Order Handling" isExecutable="true" camunda:historyTimeToLive="P30D">
        <documentation>parsed</documentation>
        <startEvent id="start"/><sequenceFlow id="begin" sourceRef="start" targetRef="task0"/>
        """.formatted(KEY) + chain + """
        <userTask id="task%d" name="Close order"/>
        </process>
        </definitions>
        """.formatted(task)).getBytes(StandardCharsets.UTF_8);
  }
}
