package cn.beian.planted;

/** Written against the format. */
public final class Planted
{
    private Planted() { }
}
