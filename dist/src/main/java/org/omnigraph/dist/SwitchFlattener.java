package org.omnigraph.dist;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Replaces what the JVM would otherwise generate anew at every start: the class behind each pattern-matching
/// `switch`, and behind each record's `equals` and `hashCode`. JDK 25's AOT cache keeps lambdas and string
/// concatenations, but not these. Each call site becomes a call of an ordinary private method that answers the same.
final class SwitchFlattener {
    private static final ClassDesc SWITCHES = ClassDesc.of("java.lang.runtime.SwitchBootstraps");
    private static final ClassDesc RECORDS = ClassDesc.of("java.lang.runtime.ObjectMethods");
    private static final ClassDesc OBJECTS = ClassDesc.of("java.util.Objects");
    private static final int FLAGS = ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC;

    private final ClassModel model;
    private final ClassDesc owner;
    private final boolean isInterface;
    private final List<Generated> methods = new ArrayList<>();

    /// One method to add at the end of the class.
    private record Generated(String name, MethodTypeDesc type, Consumer<CodeBuilder> body) {}

    private SwitchFlattener(ClassModel model) {
        this.model = model;
        this.owner = model.thisClass().asSymbol();
        this.isInterface = model.flags().has(java.lang.reflect.AccessFlag.INTERFACE);
    }

    /// The class rewritten, or as it was if it has no such call site.
    static byte[] flatten(ClassFile classFile, byte[] bytes) {
        ClassModel model = classFile.parse(bytes);
        SwitchFlattener flattener = new SwitchFlattener(model);
        byte[] result = classFile.transformClass(
                model,
                ClassTransform.transformingMethodBodies(flattener::pass)
                        .andThen(ClassTransform.endHandler(flattener::addMethods)));
        return flattener.methods.isEmpty() ? bytes : result;
    }

    private void addMethods(ClassBuilder builder) {
        for (Generated method : methods) {
            builder.withMethodBody(method.name(), method.type(), FLAGS, method.body());
        }
    }

    private void pass(CodeBuilder code, CodeElement element) {
        if (element instanceof InvokeDynamicInstruction site) {
            Optional<Consumer<CodeBuilder>> body = bodyOf(site);
            if (body.isPresent()) {
                String name = "flat$" + methods.size();
                methods.add(new Generated(name, site.typeSymbol(), body.get()));
                code.invokestatic(owner, name, site.typeSymbol(), isInterface);
                return;
            }
        }
        code.with(element);
    }

    /// The method that answers like the call site, or nothing if the site is of another kind.
    private Optional<Consumer<CodeBuilder>> bodyOf(InvokeDynamicInstruction site) {
        DirectMethodHandleDesc bootstrap = site.bootstrapMethod();
        List<ConstantDesc> arguments = site.bootstrapArgs();
        if (bootstrap.owner().equals(SWITCHES)
                && bootstrap.methodName().equals("typeSwitch")
                && arguments.stream().allMatch(a -> a instanceof ClassDesc type && !type.isPrimitive())) {
            return Optional.of(code -> typeSwitch(code, arguments));
        }
        if (bootstrap.owner().equals(RECORDS) && model.thisClass().asSymbol().equals(arguments.get(0))) {
            List<DirectMethodHandleDesc> fields = new ArrayList<>();
            for (ConstantDesc argument : arguments.subList(2, arguments.size())) {
                fields.add((DirectMethodHandleDesc) argument);
            }
            if (site.name().equalsString("hashCode")) {
                return Optional.of(code -> hashCode(code, fields));
            }
            if (site.name().equalsString("equals")) {
                return Optional.of(code -> equals(code, fields));
            }
        }
        return Optional.empty();
    }

    /// (selector, restart) -> the index of the first label from `restart` on that fits; -1 for null, the number of
    /// labels for none.
    private static void typeSwitch(CodeBuilder code, List<ConstantDesc> labels) {
        Label notNull = code.newLabel();
        code.aload(0).ifnonnull(notNull).iconst_m1().ireturn().labelBinding(notNull);
        for (int i = 0; i < labels.size(); i++) {
            Label next = code.newLabel();
            code.iload(1).loadConstant(i).if_icmpgt(next);
            code.aload(0).instanceOf((ClassDesc) labels.get(i)).ifeq(next);
            code.loadConstant(i).ireturn();
            code.labelBinding(next);
        }
        code.loadConstant(labels.size()).ireturn();
    }

    private void hashCode(CodeBuilder code, List<DirectMethodHandleDesc> fields) {
        code.iconst_0().istore(1);
        for (DirectMethodHandleDesc field : fields) {
            code.iload(1).loadConstant(31).imul();
            ClassDesc type = typeOf(field);
            code.aload(0).getfield(owner, field.methodName(), type);
            if (type.isPrimitive()) {
                code.invokestatic(boxOf(type), "hashCode", MethodTypeDesc.of(ConstantDescs.CD_int, type));
            } else {
                code.invokestatic(
                        OBJECTS, "hashCode", MethodTypeDesc.of(ConstantDescs.CD_int, ConstantDescs.CD_Object));
            }
            code.iadd().istore(1);
        }
        code.iload(1).ireturn();
    }

    private void equals(CodeBuilder code, List<DirectMethodHandleDesc> fields) {
        Label different = code.newLabel();
        Label sameType = code.newLabel();
        code.aload(1).instanceOf(owner).ifne(sameType).iconst_0().ireturn().labelBinding(sameType);
        code.aload(1).checkcast(owner).astore(2);
        for (DirectMethodHandleDesc field : fields) {
            ClassDesc type = typeOf(field);
            code.aload(0).getfield(owner, field.methodName(), type);
            code.aload(2).getfield(owner, field.methodName(), type);
            if (type.isPrimitive()) {
                // As records do it: by the box's compare, so that NaN equals itself and 0.0 differs from -0.0.
                code.invokestatic(boxOf(type), "compare", MethodTypeDesc.of(ConstantDescs.CD_int, type, type));
                code.ifne(different);
            } else {
                code.invokestatic(
                        OBJECTS,
                        "equals",
                        MethodTypeDesc.of(ConstantDescs.CD_boolean, ConstantDescs.CD_Object, ConstantDescs.CD_Object));
                code.ifeq(different);
            }
        }
        code.iconst_1().ireturn().labelBinding(different).iconst_0().ireturn();
    }

    private static ClassDesc typeOf(DirectMethodHandleDesc getter) {
        return getter.invocationType().returnType();
    }

    private static ClassDesc boxOf(ClassDesc primitive) {
        return switch (TypeKind.from(primitive)) {
            case BOOLEAN -> ConstantDescs.CD_Boolean;
            case BYTE -> ConstantDescs.CD_Byte;
            case CHAR -> ConstantDescs.CD_Character;
            case SHORT -> ConstantDescs.CD_Short;
            case INT -> ConstantDescs.CD_Integer;
            case LONG -> ConstantDescs.CD_Long;
            case FLOAT -> ConstantDescs.CD_Float;
            case DOUBLE -> ConstantDescs.CD_Double;
            case REFERENCE, VOID -> throw new IllegalArgumentException("no primitive: " + primitive);
        };
    }
}
