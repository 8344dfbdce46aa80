// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.api.v1alpha1;

import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The text formats that several fields share: each with its maximum length, its rule, and the message of the API server
 * when it refuses another text. They are type annotations, so that list elements can have them too. They only describe
 * the schema. The operator must not rely on them, because an object may be older than a rule.
 */
final class Constraints {

    private Constraints() {}

    /** The name of another Kubernetes object. */
    @Size(max = 253)
    @ValidationRule(
            value = "!format.dns1123Subdomain().validate(self).hasValue()",
            message = DnsName.MUST,
            messageExpression = Cel.VALUE + DnsName.MUST + Cel.END)
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE_USE)
    @interface DnsName {
        String MUST =
                "must be a DNS-1123 subdomain: lower case letters, digits, - and ., for example fraud-scorer-chalk";
    }

    /** The name of a namespace. */
    @Size(max = 63)
    @ValidationRule(
            value = "!format.dns1123Label().validate(self).hasValue()",
            message = NamespaceName.MUST,
            messageExpression = Cel.VALUE + NamespaceName.MUST + Cel.END)
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE_USE)
    @interface NamespaceName {
        String MUST = "must be the name of a namespace: lower case letters, digits and -, for example chalk-system";
    }

    /** A key in the data of a Secret or ConfigMap. */
    @Size(max = 253)
    @ValidationRule(
            value = "self.matches('^[-._a-zA-Z0-9]+$') && self != '.' && !self.startsWith('..')",
            message = DataKey.MUST,
            messageExpression = Cel.VALUE + DataKey.MUST + Cel.END)
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE_USE)
    @interface DataKey {
        String MUST = "must be a key of a Secret or ConfigMap: letters, digits, -, _ and ., for example client_id";
    }

    /** A project or environment in Chalk, by name or id. */
    @Size(max = 128)
    @ValidationRule(
            value = "self.matches('^[^[:space:][:cntrl:]/]([^[:cntrl:]/]*[^[:space:][:cntrl:]/])?$')",
            message = NameOrId.MUST,
            messageExpression = Cel.VALUE + NameOrId.MUST + Cel.END)
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE_USE)
    @interface NameOrId {
        String MUST =
                "must be a name or id in Chalk, without a slash and without leading or trailing spaces, for example fraud";
    }

    /** Like {@link NameOrId}, or * for any. */
    @Size(max = 128)
    @ValidationRule(
            value = "self == '*' || self.matches('^[^[:space:][:cntrl:]/*]([^[:cntrl:]/*]*[^[:space:][:cntrl:]/*])?$')",
            message = NameOrAny.MUST,
            messageExpression = Cel.VALUE + NameOrAny.MUST + Cel.END)
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE_USE)
    @interface NameOrAny {
        String MUST = "must be a name or id in Chalk without a slash, or only * for any, for example production";
    }

    /** A tag, or the name of a claim: any text that cannot be mistaken for another one. */
    @Size(max = 128)
    @ValidationRule(
            value = "self.matches('^[^[:space:][:cntrl:]]([^[:cntrl:]]*[^[:space:][:cntrl:]])?$')",
            message = Tag.MUST,
            messageExpression = Cel.VALUE + Tag.MUST + Cel.END)
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE_USE)
    @interface Tag {
        String MUST =
                "must be a text without leading or trailing spaces and without control characters, for example payments";
    }

    /** A permission in Chalk. */
    @Size(max = 64)
    @ValidationRule(
            value = "self.matches('^[a-z][a-z0-9_]*([.][a-z][a-z0-9_]*)+$')",
            message = Permission.MUST,
            messageExpression = Cel.VALUE + Permission.MUST + Cel.END)
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE_USE)
    @interface Permission {
        String MUST = "is not a permission: write the slug in lower case, for example query.online";
    }

    /** Permissions in Chalk; the last part may be *. */
    @Size(max = 64)
    @ValidationRule(
            value = "self.matches('^([*]|[a-z][a-z0-9_]*([.][a-z][a-z0-9_]*)*([.][*])?)$')",
            message = PermissionGlob.MUST,
            messageExpression = Cel.VALUE + PermissionGlob.MUST + Cel.END)
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE_USE)
    @interface PermissionGlob {
        String MUST = "is not a permission or glob: lower case, with * as the last part only, for example query.*";
    }

    /** An interval: one minute to ten years. */
    @Size(max = 32)
    @ValidationRule(
            value = Cel.IS_DURATION + " && " + Cel.SELF + " >= 60 && " + Cel.SELF + " <= 315360000",
            message = Interval.MUST,
            messageExpression = Cel.VALUE + Interval.MUST + Cel.END)
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE_USE)
    @interface Interval {
        String MUST =
                "must be a duration of 1m to 3650d: units w d h m s, each at most once, in this order, for example 30d";
    }

    /** A duration of at most one year. */
    @Size(max = 32)
    @ValidationRule(
            value = Cel.IS_DURATION + " && " + Cel.SELF + " <= 31536000",
            message = UpToOneYear.MUST,
            messageExpression = Cel.VALUE + UpToOneYear.MUST + Cel.END)
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE_USE)
    @interface UpToOneYear {
        String MUST =
                "must be a duration of 0s to 365d: units w d h m s, each at most once, in this order, for example 24h";
    }

    /** A duration of at most ten years. */
    @Size(max = 32)
    @ValidationRule(
            value = Cel.IS_DURATION + " && " + Cel.SELF + " <= 315360000",
            message = UpToTenYears.MUST,
            messageExpression = Cel.VALUE + UpToTenYears.MUST + Cel.END)
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE_USE)
    @interface UpToTenYears {
        String MUST =
                "must be a duration of 0s to 3650d: units w d h m s, each at most once, in this order, for example 30d";
    }
}
