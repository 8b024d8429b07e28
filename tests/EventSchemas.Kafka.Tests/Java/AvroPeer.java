import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.apache.avro.Schema;
import org.apache.avro.compiler.specific.SpecificCompiler;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.io.JsonEncoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;

/**
 * Reads and writes values as Confluent's KafkaAvroSerializer and KafkaAvroDeserializer do behind the framing: with the readers and writers
 * of Avro's Java library. A line of the input is a command and its arguments, with tabs between them, and has a line as its answer.
 */
public final class AvroPeer {
    private static final Map<String, Class<?>> CLASSES = new HashMap<>();

    public static void main(String[] arguments) throws Exception {
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        PrintStream output = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            String answer;
            try {
                answer = "ok\t" + answer(line.split("\t", -1));
            } catch (Exception | LinkageError e) {
                answer = "error\t" + e;
            }
            output.println(answer.replace("\r", " ").replace("\n", " "));
        }
    }

    private static String answer(String[] line) throws Exception {
        switch (line[0]) {
            // A generic record from Avro's JSON, as binary.
            case "write-generic": {
                Schema schema = parse(line[1]);
                Object value = new GenericDatumReader<>(schema).read(null, DecoderFactory.get().jsonDecoder(schema, line[2]));
                return hex(binary(new GenericDatumWriter<>(schema), value));
            }
            // A generic record from binary: as Avro's JSON, and as binary again.
            case "read-generic": {
                Schema schema = parse(line[1]);
                Object value = new GenericDatumReader<>(schema).read(null, decoder(line[2]));
                return json(schema, new GenericDatumWriter<>(schema), value) + "\t" + hex(binary(new GenericDatumWriter<>(schema), value));
            }
            // An object of a class that is generated from the schema, from Avro's JSON: as text, and as binary.
            case "write-specific": {
                Class<?> type = compiled(line[1]);
                Schema schema = SpecificData.get().getSchema(type);
                DatumReader<Object> reader = reader(schema, schema, type);
                Object value = reader.read(null, DecoderFactory.get().jsonDecoder(schema, line[2]));
                return value + "\t" + hex(binary(writer(schema, type), value)) + "\t" + schema;
            }
            // An object of a class that is generated from the first schema, from binary of the second: as text, and as binary.
            case "read-specific": {
                Class<?> type = compiled(line[1]);
                Schema schema = SpecificData.get().getSchema(type);
                Object value = reader(parse(line[2]), schema, type).read(null, decoder(line[3]));
                return value + "\t" + hex(binary(writer(schema, type), value)) + "\t" + schema;
            }
            default:
                throw new IllegalArgumentException(line[0]);
        }
    }

    private static Schema parse(String text) {
        return new Schema.Parser().setValidateDefaults(true).parse(text);
    }

    private static Decoder decoder(String hex) {
        byte[] data = new byte[hex.length() / 2];
        for (int i = 0; i < data.length; i++) {
            data[i] = (byte) Integer.parseInt(hex.substring(2 * i, 2 * i + 2), 16);
        }
        return DecoderFactory.get().binaryDecoder(data, null);
    }

    private static <T> byte[] binary(DatumWriter<T> writer, T value) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
        writer.write(value, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }

    private static <T> String json(Schema schema, DatumWriter<T> writer, T value) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        JsonEncoder encoder = EncoderFactory.get().jsonEncoder(schema, bytes);
        writer.write(value, encoder);
        encoder.flush();
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static DatumReader<Object> reader(Schema written, Schema read, Class<?> type) {
        return new SpecificDatumReader<>(written, read, new SpecificData(type.getClassLoader()));
    }

    private static DatumWriter<Object> writer(Schema schema, Class<?> type) {
        return new SpecificDatumWriter<>(schema, new SpecificData(type.getClassLoader()));
    }

    private static String hex(byte[] data) {
        StringBuilder text = new StringBuilder();
        for (byte one : data) {
            text.append(String.format("%02X", one));
        }
        return text.toString();
    }

    private static Class<?> compiled(String text) throws Exception {
        Class<?> known = CLASSES.get(text);
        if (known == null) {
            known = compile(parse(text));
            CLASSES.put(text, known);
        }
        return known;
    }

    private static Class<?> compile(Schema schema) throws Exception {
        Path folder = Files.createTempDirectory("avro-peer");
        try {
            SpecificCompiler compiler = new SpecificCompiler(schema);
            compiler.setStringType(GenericData.StringType.String);
            compiler.setEnableDecimalLogicalType(true);
            compiler.compileToDestination(null, folder.toFile());
            List<String> arguments = new ArrayList<>(List.of("-nowarn", "-proc:none", "-cp", System.getProperty("java.class.path")));
            try (Stream<Path> files = Files.walk(folder)) {
                files.filter(file -> file.toString().endsWith(".java")).forEach(file -> arguments.add(file.toString()));
            }
            ByteArrayOutputStream messages = new ByteArrayOutputStream();
            if (ToolProvider.getSystemJavaCompiler().run(null, messages, messages, arguments.toArray(new String[0])) != 0) {
                throw new IllegalStateException(messages.toString(StandardCharsets.UTF_8));
            }
            ClassLoader loader = new URLClassLoader(new URL[] { folder.toUri().toURL() }, AvroPeer.class.getClassLoader());
            // All classes are loaded here, because their files go.
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : (Iterable<Path>) files.filter(one -> one.toString().endsWith(".class"))::iterator) {
                    String name = folder.relativize(file).toString().replace(File.separatorChar, '.');
                    loader.loadClass(name.substring(0, name.length() - ".class".length()));
                }
            }
            return loader.loadClass(schema.getFullName());
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted((one, other) -> other.compareTo(one)).map(Path::toFile).forEach(File::delete);
            }
        }
    }
}
