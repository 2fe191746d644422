package multiengine;

import java.util.List;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.persistence.StrongUuidGenerator;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Further engines in the same process. Builds of other versions leave this class out: it needs what only 7.24 has. */
@Configuration
public class FurtherEngines {

  @Bean
  ApplicationRunner startFurtherEngines(@Value("${engine.further}") List<String> further,
      @Value("${engine.without-server}") List<String> withoutServer,
      @Qualifier("meterInterval") AbstractProcessEnginePlugin meterInterval) {
    return arguments -> further.forEach(nameAtDatabase -> {
      String[] parts = nameAtDatabase.split("@");
      var configuration = startFurtherEngine(parts[0], parts[1], meterInterval);
      if (!withoutServer.contains(parts[0])) {
        configuration.getDiagnosticsRegistry().setApplicationServer("Apache Tomcat");
      }
    });
  }

  private ProcessEngineConfigurationImpl startFurtherEngine(String name, String database,
      AbstractProcessEnginePlugin meterInterval) {
    var configuration = new StandaloneInMemProcessEngineConfiguration();
    configuration.setProcessEngineName(name);
    configuration.setJdbcUrl("jdbc:h2:mem:" + database + ";DB_CLOSE_DELAY=-1");
    // The inherited create-drop would refuse the schema that another engine has made.
    configuration.setDatabaseSchemaUpdate("true");
    configuration.setHistory("full");
    configuration.setIdGenerator(new StrongUuidGenerator());
    configuration.getProcessEnginePlugins().add(meterInterval);
    configuration.buildProcessEngine();
    return configuration;
  }
}
