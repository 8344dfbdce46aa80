// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.kubernetes;

/**
 * Labels, annotations and other names that users and other programs see. They cannot change after the first release.
 */
public final class WellKnownNames {

    /** The prefix of all names of this operator. */
    public static final String DOMAIN = "credentials.chalk.ai";
    /** On the operator's Secrets: the credential's name. The only informer on Secrets selects by it. */
    public static final String CREDENTIAL_LABEL = DOMAIN + "/credential";
    /** On the operator's Secrets, for users and tools. */
    public static final String MANAGED_BY_LABEL = "app.kubernetes.io/managed-by";
    /** The provenance of a Secret's token, as JSON. */
    public static final String TOKEN_ANNOTATION = DOMAIN + "/token";
    /** The hash of the rendering from which the Secret's metadata comes. */
    public static final String RENDERING_ANNOTATION = DOMAIN + "/rendering";
    /** The revision, for users. */
    public static final String REVISION_ANNOTATION = DOMAIN + "/revision";
    /** The client id, for users. */
    public static final String CLIENT_ID_ANNOTATION = DOMAIN + "/client-id";
    /**
     * In the pod template of a restarted workload, followed by the credential's name: the revision with which its pods
     * start.
     */
    public static final String REVISION_ANNOTATION_PREFIX = "revision." + DOMAIN + "/";
    /** On a credential, set by users: every new value rotates once. */
    public static final String ROTATE_ANNOTATION = DOMAIN + "/rotate-requested-at";
    /** On a credential, set by users: every new value rotates once, and revokes all older tokens at once. */
    public static final String REVOKE_ANNOTATION = DOMAIN + "/revoke-requested-at";
    /** On a Secret, set by users: the name of the credential that may adopt it. */
    public static final String ADOPT_ANNOTATION = DOMAIN + "/adopt";
    /**
     * On a pod, set by users: "true" if the pod detects a changed file, so that revocations need not wait for its
     * restart.
     */
    public static final String RELOADS_ANNOTATION = DOMAIN + "/reloads";
    /** Keeps a deleted credential until its tokens are revoked. */
    public static final String FINALIZER = DOMAIN + "/revoke";
    /** Field manager, Lease and source of events. */
    public static final String OPERATOR = "chalk-credential-operator";
    /** The ConfigMap that stores the id of this installation. */
    public static final String INSTALLATION = "chalk-operator-installation";

    private WellKnownNames() {}
}
