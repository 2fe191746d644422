package multiengine;

import java.sql.SQLException;
import java.util.ArrayList;
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
  private static final int STAMPS = 2_000;

  private final AbstractProcessEnginePlugin meterInterval;
  private final boolean authorization;

  FurtherEngines(@Qualifier("meterInterval") AbstractProcessEnginePlugin meterInterval,
      @Value("${engine.basic-auth}") boolean authorization) {
    this.meterInterval = meterInterval;
    this.authorization = authorization;
  }

  /** `start NAME JDBC-ADDRESS [simple-ids] [no-meters] [without-server] [table-prefix=X]`, `meters NAME` or `stop NAME`. */
  void obey(String command) {
    List<String> words = List.of(command.split(" "));
    switch (words.get(0)) {
      case "stop":
        ProcessEngines.getProcessEngine(words.get(1)).close();
        break;
      case "meters":
        System.out.println("Meters of " + words.get(1) + ": " + stampsOf(words.get(1)));
        break;
      default:
        start(words.get(1), words.get(2), Set.copyOf(words.subList(3, words.size())));
    }
    System.out.println("Done: " + command);
  }

  /** The stamps of the newest meter rows in the database of an engine, newest first, in milliseconds since 1970. */
  private static List<Long> stampsOf(String name) {
    var configuration =
        (ProcessEngineConfigurationImpl) ProcessEngines.getProcessEngine(name).getProcessEngineConfiguration();
    try (var connection = configuration.getDataSource().getConnection();
        var query = connection.prepareStatement(
            "select distinct MILLISECONDS_ from ACT_RU_METER_LOG order by MILLISECONDS_ desc")) {
      query.setMaxRows(STAMPS);
      List<Long> stamps = new ArrayList<>();
      for (var rows = query.executeQuery(); rows.next();) {
        stamps.add(rows.getLong(1));
      }
      return stamps;
    } catch (SQLException problem) {
      throw new IllegalStateException(problem);
    }
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
