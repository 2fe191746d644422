package multiengine;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.ProcessEngines;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.persistence.StrongUuidGenerator;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Further engines in the same process, each with its own name and database. */
@Component
public class FurtherEngines {

  private static final Map<String, String> DRIVERS =
      Map.of("h2", "org.h2.Driver", "postgresql", "org.postgresql.Driver", "mariadb", "org.mariadb.jdbc.Driver");
  private static final String PREFIX = "table-prefix=";

  private final AbstractProcessEnginePlugin meterInterval;
  private final boolean authorization;

  FurtherEngines(@Qualifier("meterInterval") AbstractProcessEnginePlugin meterInterval,
      @Value("${engine.basic-auth}") boolean authorization) {
    this.meterInterval = meterInterval;
    this.authorization = authorization;
  }

  /** `start NAME JDBC-ADDRESS [simple-ids] [no-meters] [without-server] [table-prefix=X]` or `stop NAME`. */
  void obey(String command) {
    List<String> words = List.of(command.split(" "));
    if (words.get(0).equals("stop")) {
      ProcessEngines.getProcessEngine(words.get(1)).close();
    } else {
      start(words.get(1), words.get(2), Set.copyOf(words.subList(3, words.size())));
    }
    System.out.println("Done: " + command);
  }

  private void start(String name, String address, Set<String> ways) {
    var configuration = new StandaloneInMemProcessEngineConfiguration();
    configuration.setProcessEngineName(name);
    configuration.setJdbcUrl(address);
    configuration.setJdbcDriver(DRIVERS.get(address.split(":")[1]));
    if (address.startsWith("jdbc:mariadb:") && !knowsMariaDb()) {
      configuration.setDatabaseType("mysql");
    }
    // The inherited create-drop would refuse the schema that another engine has made, and drop it.
    configuration.setDatabaseSchemaUpdate("true");
    configuration.setHistory("full");
    configuration.setAuthorizationEnabled(authorization);
    if (!ways.contains("simple-ids")) {
      configuration.setIdGenerator(new StrongUuidGenerator());
    }
    ways.stream().filter(way -> way.startsWith(PREFIX))
        .forEach(way -> configuration.setDatabaseTablePrefix(way.substring(PREFIX.length())));
    if (ways.contains("no-meters")) {
      configuration.setDbMetricsReporterActivate(false);
    } else {
      configuration.getProcessEnginePlugins().add(meterInterval);
    }
    configuration.buildProcessEngine();
    if (!ways.contains("without-server")) {
      tellServer(configuration);
    }
  }

  /** Camunda does not know it any more since 7.23: it is used like MySQL. */
  private static boolean knowsMariaDb() {
    return ProcessEngines.class.getResource("db/create/activiti.mariadb.create.engine.sql") != null;
  }

  /** Where an engine knows no server its telemetry answers 500. What keeps it was renamed in 7.22, and came with 7.15. */
  private static void tellServer(ProcessEngineConfigurationImpl configuration) {
    for (String registry : List.of("getDiagnosticsRegistry", "getTelemetryRegistry")) {
      try {
        Object found = configuration.getClass().getMethod(registry).invoke(configuration);
        found.getClass().getMethod("setApplicationServer", String.class).invoke(found, "Apache Tomcat");
        return;
      } catch (ReflectiveOperationException absent) {
        // another version
      }
    }
  }
}
