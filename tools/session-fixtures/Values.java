// Values of every kind as Java's ObjectOutputStream writes them: one JSON line each.
import java.io.*;
import java.util.*;

public class Values {
    static class User implements Serializable {
        private final String username; private final int id; transient String hidden = "x";
        User(String username, int id) { this.username = username; this.id = id; }
    }
    static class Principal implements Serializable { User principal = new User("ann", 4711); Set<String> roles = new HashSet<>(List.of("USER")); }
    static class Context implements Serializable { Object authentication = new Principal(); }
    static class Base implements Serializable { long base = 7; }
    static class Derived extends Base { String own = "o"; byte[] bytes = {0, -1, 127}; int[] numbers = {1, -2}; }
    enum Suit { HEARTS }

    static void say(String name, Object value, String expected) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) { out.writeObject(value); }
        System.out.println("{\"codec\":\"java-hash\",\"name\":\"" + name + "\",\"expected\":" + expected + ",\"value\":\""
            + Base64.getEncoder().encodeToString(bytes.toByteArray()) + "\"}");
    }

    public static void main(String[] args) throws IOException {
        say("text", "ann", "\"ann\"");
        say("long", 1796010818000L, "1796010818000");
        say("integer", 1800, "1800");
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("userId", 4711); map.put("b", true); map.put("d", 1.5); map.put("list", new ArrayList<>(List.of(1, "two")));
        map.put("big", Long.MAX_VALUE); map.put("suit", Suit.HEARTS); map.put("none", null); map.put("again", Suit.HEARTS);
        map.put("date", new Date(1796010818000L)); map.put("__proto__", "x");
        say("map", map, "{\"userId\":4711,\"b\":true,\"d\":1.5,\"list\":[1,\"two\"],\"big\":\"n9223372036854775807\",\"suit\":\"HEARTS\",\"none\":null,\"again\":\"HEARTS\",\"date\":\"2026-11-30T03:53:38.000Z\",\"__proto__\":\"x\"}");
        say("context", new Context(), "{\"@class\":\"Values$Context\",\"authentication\":{\"@class\":\"Values$Principal\",\"principal\":{\"@class\":\"Values$User\",\"id\":4711,\"username\":\"ann\"},\"roles\":[\"USER\"]}}");
        say("derived", new Derived(), "{\"@class\":\"Values$Derived\",\"base\":7,\"own\":\"o\",\"bytes\":\"b00ff7f\",\"numbers\":[1,-2]}");
        List<Object> circular = new ArrayList<>();
        circular.add("circular"); circular.add(circular);
        say("circular", circular, "null");
        StringBuilder longText = new StringBuilder();
        for (int i = 0; i < 70000; i++) longText.append('x');
        say("long text", longText.toString(), "null");
    }
}
