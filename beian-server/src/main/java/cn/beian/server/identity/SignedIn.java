package cn.beian.server.identity;

import cn.beian.filing.Role;
import java.io.Serial;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.userdetails.UserDetails;

/** The principal of a session: who, and the account version under which the session was opened. */
public final class SignedIn implements UserDetails {
  @Serial private static final long serialVersionUID = 1;
  private final UUID personId;
  private final String login;
  private final @Nullable String passwordHash;
  private final long accountVersion;
  private final boolean active;
  private final List<SimpleGrantedAuthority> authorities;

  SignedIn(
      UUID personId,
      String login,
      @Nullable String passwordHash,
      long accountVersion,
      boolean active,
      Set<Role> roles) {
    this.personId = personId;
    this.login = login;
    this.passwordHash = passwordHash;
    this.accountVersion = accountVersion;
    this.active = active;
    this.authorities =
        roles.stream().map(role -> new SimpleGrantedAuthority("ROLE_" + role.name())).toList();
  }

  /** Who it is. */
  public UUID personId() {
    return personId;
  }

  long accountVersion() {
    return accountVersion;
  }

  @Override
  public Collection<? extends GrantedAuthority> getAuthorities() {
    return authorities;
  }

  @Override
  public @Nullable String getPassword() {
    return passwordHash;
  }

  @Override
  public String getUsername() {
    return login;
  }

  @Override
  public boolean isEnabled() {
    return active && passwordHash != null;
  }
}
