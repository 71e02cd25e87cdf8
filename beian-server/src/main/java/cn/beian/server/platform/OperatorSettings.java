package cn.beian.server.platform;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who runs this server, as the page about it says; what is empty is left out.
 *
 * @param name unit that runs this server
 * @param telephone under which it answers questions
 * @param email under which it answers questions
 * @param hours when it answers
 */
@ConfigurationProperties("beian.operator")
public record OperatorSettings(
    @DefaultValue("") String name,
    @DefaultValue("") String telephone,
    @DefaultValue("") String email,
    @DefaultValue("") String hours) {
  /** Whether nobody said whom to ask. */
  public boolean isSilent() {
    return telephone.isBlank() && email.isBlank();
  }
}
