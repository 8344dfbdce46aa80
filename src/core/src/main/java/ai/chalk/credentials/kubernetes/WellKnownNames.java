// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.kubernetes;

/** Labels, annotations and other names that users and other programs see; they cannot change after the first release. */
public final class WellKnownNames {

    /** The prefix of everything that is ours. */
    public static final String DOMAIN = "credentials.chalk.ai";
    /** On our Secrets, with the credential's name: the selector of the one informer on Secrets. */
    public static final String CREDENTIAL_LABEL = DOMAIN + "/credential";
    /** On our Secrets, for people. */
    public static final String MANAGED_BY_LABEL = "app.kubernetes.io/managed-by";
    /** The provenance of a Secret's token, as JSON. */
    public static final String TOKEN_ANNOTATION = DOMAIN + "/token";
    /** Which rendering of the spec the Secret's metadata comes from. */
    public static final String RENDERING_ANNOTATION = DOMAIN + "/rendering";
    /** The revision, for people. */
    public static final String REVISION_ANNOTATION = DOMAIN + "/revision";
    /** The client id, for people. */
    public static final String CLIENT_ID_ANNOTATION = DOMAIN + "/client-id";
    /** In the pod template of a restarted workload, followed by the credential's name: the revision that its pods start with. */
    public static final String REVISION_ANNOTATION_PREFIX = "revision." + DOMAIN + "/";
    /** On a credential, by people: any new text rotates once. */
    public static final String ROTATE_ANNOTATION = DOMAIN + "/rotate-requested-at";
    /** On a credential, by people: any new text rotates once, and revokes everything older at once. */
    public static final String REVOKE_ANNOTATION = DOMAIN + "/revoke-requested-at";
    /** On a Secret, by people, with a credential's name: it is handed to that credential. */
    public static final String ADOPT_ANNOTATION = DOMAIN + "/adopt";
    /** On a pod, by people: "true" if it notices a changed file, so that nobody waits for it to restart. */
    public static final String RELOADS_ANNOTATION = DOMAIN + "/reloads";
    /** Keeps a credential until its tokens are revoked. */
    public static final String FINALIZER = DOMAIN + "/revoke";
    /** Field manager, Lease and event source. */
    public static final String OPERATOR = "chalk-credential-operator";
    /** The ConfigMap that remembers who this installation is. */
    public static final String INSTALLATION = "chalk-operator-installation";

    private WellKnownNames() {}
}
