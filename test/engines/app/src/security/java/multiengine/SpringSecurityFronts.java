package multiengine;

import static org.springframework.security.config.Customizer.withDefaults;

import java.security.KeyFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.apache.catalina.connector.Connector;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.context.ServletWebServerInitializedEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * One port for each way in which Spring Security is set up before an engine. At the port of the application itself it lets
 * everybody in, for setting up. Only the build with the profile of that name has this class.
 */
@Configuration
class SpringSecurityFronts {

  enum Front { UNTOUCHED, SILENT, BASIC, TOKEN, BOTH }

  private final Map<Front, Connector> connectors = new EnumMap<>(Front.class);

  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> portsOfFronts() {
    return factory -> Arrays.stream(Front.values()).forEach(front -> {
      var connector = new Connector("org.apache.coyote.http11.Http11NioProtocol");
      connector.setPort(0);
      connector.setProperty("address", "127.0.0.1");
      connectors.put(front, connector);
      factory.addAdditionalTomcatConnectors(connector);
    });
  }

  @EventListener(ServletWebServerInitializedEvent.class)
  void tellPorts() {
    connectors.forEach((front, connector) ->
        System.out.println("Front " + front.name().toLowerCase(Locale.ROOT) + " " + connector.getLocalPort()));
  }

  private RequestMatcher at(Front front) {
    return request -> request.getLocalPort() == connectors.get(front).getLocalPort();
  }

  /** Line by line what Spring Boot sets up where an application has nothing but the starter (SpringBootWebSecurityConfiguration). */
  @Bean
  @Order(1)
  SecurityFilterChain untouched(HttpSecurity http) throws Exception {
    http.securityMatcher(at(Front.UNTOUCHED));
    http.authorizeHttpRequests(requests -> requests.anyRequest().authenticated());
    http.formLogin(withDefaults());
    http.httpBasic(withDefaults());
    return http.build();
  }

  /** Everything is closed and no way to log in is named. */
  @Bean
  @Order(2)
  SecurityFilterChain silent(HttpSecurity http) throws Exception {
    http.securityMatcher(at(Front.SILENT));
    http.authorizeHttpRequests(requests -> requests.anyRequest().authenticated());
    return http.build();
  }

  @Bean
  @Order(3)
  SecurityFilterChain basic(HttpSecurity http) throws Exception {
    http.securityMatcher(at(Front.BASIC));
    http.authorizeHttpRequests(requests -> requests.anyRequest().hasRole("ENGINE"));
    http.httpBasic(withDefaults());
    return http.build();
  }

  @Bean
  @Order(4)
  SecurityFilterChain token(HttpSecurity http) throws Exception {
    http.securityMatcher(at(Front.TOKEN));
    http.authorizeHttpRequests(requests -> requests.anyRequest().hasAuthority("SCOPE_engine"));
    http.oauth2ResourceServer(server -> server.jwt(withDefaults()));
    return http.build();
  }

  @Bean
  @Order(5)
  SecurityFilterChain both(HttpSecurity http) throws Exception {
    http.securityMatcher(at(Front.BOTH));
    http.authorizeHttpRequests(requests -> requests.anyRequest().authenticated());
    http.oauth2ResourceServer(server -> server.jwt(withDefaults()));
    http.httpBasic(withDefaults());
    return http.build();
  }

  @Bean
  @Order(6)
  SecurityFilterChain open(HttpSecurity http) throws Exception {
    http.authorizeHttpRequests(requests -> requests.anyRequest().permitAll());
    http.csrf(AbstractHttpConfigurer::disable);
    return http.build();
  }

  /** Both are known to Spring; the second one may log in, and is let through to nothing. */
  @Bean
  UserDetailsService users(@Value("${fronts.user}") String user, @Value("${fronts.visitor}") String visitor,
      @Value("${fronts.password}") String password) {
    return new InMemoryUserDetailsManager(
        User.withUsername(user).password("{noop}" + password).roles("ENGINE").build(),
        User.withUsername(visitor).password("{noop}" + password).roles("VISITOR").build());
  }

  /** @param key in the form of X.509, as Base64 */
  @Bean
  JwtDecoder tokens(@Value("${fronts.public-key}") String key) throws Exception {
    var decoded = new X509EncodedKeySpec(Base64.getDecoder().decode(key));
    var publicKey = (RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(decoded);
    return NimbusJwtDecoder.withPublicKey(publicKey).build();
  }
}
