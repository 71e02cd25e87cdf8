package cn.beian.server.storage;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.AbstractResource;

/** An object as a response sends it, whole or a range of it. */
public final class StoredResource extends AbstractResource {
  private final ObjectStore objects;
  private final String sha256;

  public StoredResource(ObjectStore objects, String sha256) {
    this.objects = objects;
    this.sha256 = sha256;
  }

  @Override
  public InputStream getInputStream() throws IOException {
    return objects.open(sha256);
  }

  @Override
  public long contentLength() throws IOException {
    return objects.sizeBytes(sha256);
  }

  @Override
  public String getDescription() {
    return "object " + sha256;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof StoredResource that && sha256.equals(that.sha256);
  }

  @Override
  public int hashCode() {
    return sha256.hashCode();
  }
}
