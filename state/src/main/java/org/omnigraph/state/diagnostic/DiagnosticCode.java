package org.omnigraph.state.diagnostic;

import java.util.Locale;
import java.util.Optional;

/// Every code that a diagnostic can carry: the one registry from which `omnigraph explain`, the reference page and
/// the exit codes come. Wire names are frozen; a retired code stays here, marked. Kept in alphabetical order.
public enum DiagnosticCode {
    ACTOR_REQUIRED(
            Severity.ERROR,
            Fault.OPERATOR,
            ExitCode.USAGE,
            "The command records who acts, and no actor is known.",
            "Give --as ACTOR, or set `operator.actor` in ~/.omnigraph/config.yaml.",
            "config"),
    APPLY_DEPENDENCY_BLOCKED(
            Severity.WARNING,
            Fault.OPERATOR,
            ExitCode.OK,
            "A change was not applied because something it needs was not.",
            "Apply that first; see the reason beside the change.",
            "interrupted-apply"),
    APPLY_UNSUPPORTED_CHANGE(
            Severity.WARNING,
            Fault.OPERATOR,
            ExitCode.OK,
            "A change was left for later because its kind cannot be applied on its own.",
            "See the reason beside the change.",
            "interrupted-apply"),
    APPROVAL_NOT_REQUIRED(
            Severity.ERROR,
            Fault.OPERATOR,
            ExitCode.DATA,
            "The plan has no change on this resource that needs approval.",
            "Run `omnigraph cluster plan` to see what does.",
            "approvals"),
    APPROVAL_REQUIRED(
            Severity.WARNING,
            Fault.OPERATOR,
            ExitCode.OK,
            "A change waits for a person's approval.",
            "Run `omnigraph cluster approve` with the resource that is shown.",
            "approvals"),
    APPROVAL_STALE(
            Severity.WARNING,
            Fault.OPERATOR,
            ExitCode.OK,
            "An approval was given for something else than what is planned, and authorises nothing.",
            "Look at the plan again and approve it anew.",
            "approvals"),
    BIND_FAILED(
            Severity.ERROR,
            Fault.ENVIRONMENT,
            ExitCode.UNAVAILABLE,
            "The server cannot listen on the address.",
            "Choose another port, or port 0.",
            "server-refuses-boot"),
    BRANCH_NOT_FOUND(
            Severity.ERROR,
            Fault.OPERATOR,
            ExitCode.NO_INPUT,
            "The graph has no such branch.",
            "Use `main`, or a branch that exists.",
            "graph-missing"),
    BUDGET_EXCEEDED(
            Severity.ERROR,
            Fault.OPERATOR,
            ExitCode.DATA,
            "The query crossed its budget of rows, memory or time.",
            "Narrow the query, or add a limit.",
            "config"),
    CATALOG_PAYLOAD_DIGEST_MISMATCH(
            Severity.ERROR,
            Fault.ENVIRONMENT,
            ExitCode.DATA,
            "The catalog's content of an applied resource has another digest than was applied.",
            "Run `omnigraph cluster refresh`, then `omnigraph cluster apply`.",
            "catalog-drift"),
    CATALOG_PAYLOAD_MISMATCH(
            Severity.WARNING,
            Fault.ENVIRONMENT,
            ExitCode.OK,
            "The catalog's content of an applied resource has another digest than was applied.",
            "Run `omnigraph cluster refresh`, then `omnigraph cluster apply`.",
            "catalog-drift"),
    CATALOG_PAYLOAD_MISSING(
            Severity.WARNING,
            Fault.ENVIRONMENT,
            ExitCode.OK,
            "The catalog lacks the content of an applied resource.",
            "Run `omnigraph cluster refresh`, then `omnigraph cluster apply`.",
            "catalog-drift"),
    CATALOG_PAYLOAD_READ_ERROR(
            Severity.ERROR,
            Fault.ENVIRONMENT,
            ExitCode.IO,
            "The catalog's content of an applied resource cannot be read.",
            "Check the store, then run the command again.",
            "catalog-drift"),
    CLOCK_BEHIND(
            Severity.WARNING,
            Fault.ENVIRONMENT,
            ExitCode.OK,
            "What is stored was written by a clock that is more than a day ahead of this host's.",
            "Nothing is lost, and the change was made; look which host's clock is wrong.",
            "clocks"),
    CLUSTER_EMPTY(
            Severity.ERROR,
            Fault.OPERATOR,
            ExitCode.DATA,
            "The applied revision holds no graph.",
            "Declare a graph in cluster.yaml, then run `omnigraph cluster apply`.",
            "server-refuses-boot"),
    CLUSTER_NO_HEALTHY_GRAPHS(
            Severity.ERROR,
            Fault.ENVIRONMENT,
            ExitCode.DATA,
            "No graph of the applied revision can be served.",
            "Mend at least one; the reasons are listed.",
            "server-refuses-boot"),
    CLUSTER_RECOVERY_ADOPTED(
            Severity.WARNING,
            Fault.OPERATOR,
            ExitCode.OK,
            "A change was interrupted, something else became live beside it, and the ledger now says what is live.",
            "Look at the plan before you apply: `omnigraph cluster plan`.",
            "interrupted-apply"),
    CLUSTER_RECOVERY_PENDING(
            Severity.WARNING,
            Fault.OPERATOR,
            ExitCode.OK,
            "An earlier command was interrupted and its change waits for recovery.",
            "Run `omnigraph cluster apply`, or `omnigraph cluster refresh`.",
            "interrupted-apply"),
    CLUSTER_RECOVERY_ROLLED_FORWARD(
            Severity.WARNING,
            Fault.OPERATOR,
            ExitCode.OK,
            "An interrupted change had in fact been completed; the ledger now says so.",
            "Nothing to do.",
            "interrupted-apply"),
    CLUSTER_RECOVERY_UNATTRIBUTED(
            Severity.ERROR,
            Fault.ENVIRONMENT,
            ExitCode.DATA,
            "A recovery record names no graph, so no graph can be trusted.",
            "Run `omnigraph cluster status` and see the runbook.",
            "server-refuses-boot"),
    CLUSTER_STATE_MISSING(
            Severity.ERROR,
            Fault.OPERATOR,
            ExitCode.DATA,
            "There is no applied revision to serve.",
            "Run `omnigraph cluster import`, then `omnigraph cluster apply`.",
            "server-refuses-boot"),
    CONFIG_FILE_TOO_LARGE(
            Severity.ERROR,
            Fault.OPERATOR,
            ExitCode.DATA,
            "A file of the config folder is larger than is allowed.",
            "Split the file, or check that it is the right one.",
            "config"),
    CONFIG_FILE_UNREADABLE(
            Severity.ERROR,
            Fault.ENVIRONMENT,
            ExitCode.IO,
            "A file of the config folder exists but cannot be read.",
            "Check that it is a regular file and that you may read it.",
            "config"),
    CONFIG_MISSING(
            Severity.ERROR,
            Fault.OPERATOR,
            ExitCode.NO_INPUT,
            "The config folder, or `cluster.yaml` in it, does not exist.",
            "Name the folder that holds cluster.yaml with --config.",
            "config"),
    CREDENTIALS_EXPOSED(
            Severity.ERROR,
            Fault.OPERATOR,
            ExitCode.CONFIG,
            "The file with the operator's tokens can be opened by others, so it is not used.",
            "Run `chmod 600 ~/.omnigraph/credentials`; if others may have seen it, have the tokens replaced.",
            "config"),
    DANGLING_GRAPH_REFERENCE(
            Severity.ERROR,
            Fault.OPERATOR,
            ExitCode.DATA,
            "A reference names a graph that `cluster.yaml` does not declare.",
            "Declare the graph, or correct the name.",
            "config"),
    DUPLICATE_POLICY_BINDING(
            Severity.ERROR,
            Fault.OPERATOR,
            ExitCode.DATA,
            "Two policies are bound to the same scope.",
            "Merge the two files, or bind one of them elsewhere.",
            "config"),
    DUPLICATE_QUERY_NAME(
            Severity.ERROR,
            Fault.OPERATOR,
            ExitCode.DATA,
            "Two queries of one graph have the same name.",
            "Rename one of them.",
            "config"),
    DUPLICATE_YAML_KEY(
            Severity.ERROR,
            Fault.OPERATOR,
            ExitCode.DATA,
            "A mapping in a YAML file names the same key twice.",
            "Remove one of the two.",
            "config"),
    EMPTY_METADATA_NAME(
            Severity.ERROR,
            Fault.OPERATOR,
            ExitCode.DATA,
            "`metadata.name` is blank.",
            "Give the cluster a name, or leave `metadata` out.",
            "config"),
    FUTURE_PHASE_FIELD(
            Severity.ERROR,
            Fault.OPERATOR,
            ExitCode.DATA,
            "`cluster.yaml` uses a field that is reserved for a later version.",
            "Remove the field.",
            "config"),
    GRAPH_ALREADY_EXISTS(
            Severity.ERROR,
            Fault.OPERATOR,
            ExitCode.CANNOT_CREATE,
            "There is a graph at that place already.",
            "Run `omnigraph cluster refresh` to adopt it.",
            "graph-incomplete"),
    GRAPH_COMPOSITE_MISMATCH(
            Severity.ERROR,
            Fault.ENVIRONMENT,
            ExitCode.DATA,
            "The ledger's digest of a graph does not match its parts.",
            "Run `omnigraph cluster refresh`, then `omnigraph cluster apply`.",
            "corrupt-ledger"),
    GRAPH_CORRUPT(
            Severity.ERROR,
            Fault.ENVIRONMENT,
            ExitCode.DATA,
            "A file of the graph is missing, or is not what its commit recorded.",
            "Put the same file back from a copy; the runbook says what else can be done.",
            "graph-corrupt"),
    GRAPH_CREATE_FAILED(
            Severity.ERROR,
            Fault.OPERATOR,
            ExitCode.CANNOT_CREATE,
            "A graph could not be created.",
            "Mend what the message names, then apply again; nothing was recorded for it.",
            "graph-incomplete"),
    GRAPH_CREATE_INCOMPLETE(
            Severity.ERROR,
            Fault.OPERATOR,
            ExitCode.DATA,
            "A graph's creation was interrupted and left a root that cannot be opened.",
            "Remove that root, then run `omnigraph cluster apply` again.",
            "graph-incomplete"),
    GRAPH_CREATE_SKIPPED(
            Severity.WARNING,
            Fault.OPERATOR,
            ExitCode.OK,
            "A graph was not created because an earlier step failed.",
            "Mend that step, then apply again.",
            "graph-incomplete"),
    GRAPH_DELETE_FAILED(
            Severity.ERROR,
            Fault.ENVIRONMENT,
            ExitCode.IO,
            "An approved delete failed.",
            "Run `omnigraph cluster apply` again: the approval is still valid.",
            "interrupted-apply"),
    GRAPH_DELETE_INCOMPLETE(
            Severity.WARNING,
            Fault.OPERATOR,
            ExitCode.OK,
            "An approved delete was interrupted; the graph's root is still there.",
            "Run `omnigraph cluster apply` again.",
            "interrupted-apply"),
    GRAPH_DELETE_SKIPPED(
            Severity.WARNING,
            Fault.OPERATOR,
            ExitCode.OK,
            "An approved delete was not run because an earlier step failed.",
            "Mend that step, then apply again.",
            "interrupted-apply"),
    GRAPH_IN_CLUSTER(
            Severity.ERROR,
            Fault.OPERATOR,
            ExitCode.DATA,
            "The graph belongs to a cluster, whose config alone says which graphs there are and what their schemas are.",
            "Change the cluster's config, then run `omnigraph cluster apply --config DIR`.",
            "config"),
    GRAPH_MISSING(
            Severity.WARNING,
            Fault.OPERATOR,
            ExitCode.OK,
            "A graph that the ledger records is not there.",
            "The next plan proposes to create it, empty. Restore a backup first if you have one.",
            "graph-missing"),
    GRAPH_NOT_FOUND(
            Severity.ERROR,
            Fault.OPERATOR,
            ExitCode.NO_INPUT,
            "There is no graph at the given place.",
            "Check the address; `omnigraph cluster status --config DIR` lists the graphs.",
            "graph-missing"),
    GRAPH_OBSERVATION_ERROR(
            Severity.ERROR,
            Fault.ENVIRONMENT,
            ExitCode.DATA,
            "A graph's root is there but cannot be opened.",
            "See the message and the runbook.",
            "graph-incomplete"),
    GRAPH_PARTIAL(
            Severity.ERROR,
            Fault.ENVIRONMENT,
            ExitCode.DATA,
            "The graph's root is incomplete and cannot be opened.",
            "See the runbook.",
            "graph-incomplete"),
    GRAPH_UNAVAILABLE(
            Severity.ERROR,
            Fault.ENVIRONMENT,
            ExitCode.DATA,
            "A graph of the applied revision cannot be opened.",
            "Run `omnigraph cluster refresh` and see the runbook.",
            "server-refuses-boot"),
    INPUT_MISSING(
            Severity.ERROR,
            Fault.OPERATOR,
            ExitCode.NO_INPUT,
            "A file that the command line names does not exist.",
            "Check the path.",
            "config"),
    INPUT_UNREADABLE(
            Severity.ERROR,
            Fault.ENVIRONMENT,
            ExitCode.IO,
            "A file that the command line names cannot be read.",
            "Check that it is a regular text file and that you may read it.",
            "config"),
    INTERNAL_ERROR(
            Severity.ERROR,
            Fault.PROGRAM,
            ExitCode.SOFTWARE,
            "The program has a bug.",
            "Report it with the report id. Every command can be run again: none leaves a change half done.",
            "config"),
    INTERRUPTED(
            Severity.ERROR,
            Fault.OPERATOR,
            ExitCode.INTERRUPTED,
            "The command was interrupted.",
            "Run it again: apply goes on where it stopped, everything else starts anew.",
            "interrupted-apply"),
    INVALID_APPROVAL(
            Severity.WARNING,
            Fault.ENVIRONMENT,
            ExitCode.OK,
            "An approval's file cannot be read; it authorises nothing.",
            "Look at the file and remove it; approve anew if the change is still wanted.",
            "approvals"),
    INVALID_CLUSTER_YAML(
            Severity.ERROR,
            Fault.OPERATOR,
            ExitCode.DATA,
            "`cluster.yaml` is not valid YAML, or holds a field that is unknown or of the wrong type.",
            "Correct the place that is shown.",
            "config"),
    INVALID_RECOVERY_SIDECAR(
            Severity.ERROR,
            Fault.ENVIRONMENT,
            ExitCode.DATA,
            "A recovery record cannot be read.",
            "Look at the file; see the runbook before removing it.",
            "interrupted-apply"),
    INVALID_RESOURCE_ID(
            Severity.ERROR,
            Fault.OPERATOR,
            ExitCode.DATA,
            "A graph id, query name or policy name has a character that is not allowed, or is too long.",
            "Use letters, digits, `_` and `-`, at most 64 characters.",
            "config"),
    INVALID_REVISION_RECORD(
            Severity.ERROR,
            Fault.ENVIRONMENT,
            ExitCode.DATA,
            "A record of the ledger's log is damaged or does not fit its neighbours.",
            "Run `omnigraph cluster history` and see the runbook.",
            "corrupt-ledger"),
    INVALID_STATE_JSON(
            Severity.ERROR,
            Fault.ENVIRONMENT,
            ExitCode.DATA,
            "The ledger's `state.json` is not a valid ledger file.",
            "Move the file away, then run `omnigraph cluster doctor --fix`: it writes the newest revision anew.",
            "corrupt-ledger"),
    INVALID_STATE_LOCK(
            Severity.ERROR,
            Fault.ENVIRONMENT,
            ExitCode.DATA,
            "The lock file is not a valid lock.",
            "Look at it; remove it by hand only if no command is running.",
            "lock-held"),
    INVALID_STORAGE_ROOT(
            Severity.ERROR,
            Fault.OPERATOR,
            ExitCode.DATA,
            "`storage:` names no usable place.",
            "Write a path, a file:// URI, or s3://bucket/prefix.",
            "config"),
    INVALID_USAGE(
            Severity.ERROR, Fault.OPERATOR, ExitCode.USAGE, "The command line is not right.", "See --help.", "config"),
    KEY_CONFLICT(
            Severity.ERROR,
            Fault.OPERATOR,
            ExitCode.DATA,
            "A row with this key exists already.",
            "Load with `--mode merge` to replace it, or update it.",
            "load"),
    LOAD_REJECTED(
            Severity.ERROR,
            Fault.OPERATOR,
            ExitCode.DATA,
            "Some lines of the file break the rules; nothing was loaded.",
            "Correct the lines that are named, then load again.",
            "load"),
    MUTATION_REJECTED(
            Severity.ERROR,
            Fault.OPERATOR,
            ExitCode.DATA,
            "The result of a mutation would break the schema's constraints; nothing was written.",
            "Change the values that the message names, then run the mutation again.",
            "load"),
    OPERATOR_CONFIG_INVALID(
            Severity.ERROR,
            Fault.OPERATOR,
            ExitCode.CONFIG,
            "The operator's own config file cannot be read.",
            "Correct it, or give --as ACTOR.",
            "config"),
    OUTCOME_UNKNOWN(
            Severity.ERROR,
            Fault.ENVIRONMENT,
            ExitCode.OUTCOME_UNKNOWN,
            "A write may or may not have landed, and the store could not be asked.",
            "Run `omnigraph cluster status` when the store answers again; nothing was cleaned up.",
            "store-unreachable"),
    OUTPUT_FAILED(
            Severity.ERROR,
            Fault.ENVIRONMENT,
            ExitCode.IO,
            "The output could not be written to its end.",
            "Check the free space and where the output goes, then run the command again.",
            "disk-full"),
    OUTPUT_NOT_CREATED(
            Severity.ERROR,
            Fault.OPERATOR,
            ExitCode.CANNOT_CREATE,
            "The output file cannot be created.",
            "Name a file in a folder that exists and that you may write to.",
            "config"),
    PARAMETER_INVALID(
            Severity.ERROR,
            Fault.OPERATOR,
            ExitCode.DATA,
            "A parameter is missing or has the wrong type.",
            "Pass a value of the type that is named, as in `--params '{\"name\": \"value\"}'`.",
            "config"),
    PATH_ESCAPES_CONFIG(
            Severity.ERROR,
            Fault.OPERATOR,
            ExitCode.DATA,
            "A file reference leads out of the config folder, directly or through a symbolic link.",
            "Keep every declared file inside the config folder.",
            "config"),
    PLAN_FILE_FOREIGN(
            Severity.ERROR,
            Fault.OPERATOR,
            ExitCode.DATA,
            "The saved plan was made for another cluster.",
            "Give the --config of the cluster that it was made for, or save a plan of this one.",
            "saved-plans"),
    PLAN_FILE_INVALID(
            Severity.ERROR,
            Fault.OPERATOR,
            ExitCode.DATA,
            "The file is no plan that this program can apply.",
            "Save one with `omnigraph cluster plan --out FILE`.",
            "saved-plans"),
    PLAN_FILE_TAMPERED(
            Severity.ERROR,
            Fault.OPERATOR,
            ExitCode.DATA,
            "The saved plan was changed after it had been written.",
            "Save it anew with `omnigraph cluster plan --out FILE` and read it.",
            "saved-plans"),
    PLAN_NOT_SAVED(
            Severity.ERROR,
            Fault.OPERATOR,
            ExitCode.TEMPORARY,
            "The plan was shown but not saved, because it could not be applied as it is.",
            "Do first what the message says, then plan again.",
            "saved-plans"),
    PLAN_STALE(
            Severity.ERROR,
            Fault.OPERATOR,
            ExitCode.TEMPORARY,
            "Something that the saved plan was made from has moved, so nothing of it was applied.",
            "Save the plan anew with `omnigraph cluster plan --out FILE` and read it.",
            "saved-plans"),
    POLICY_ADMIN_RESERVED(
            Severity.WARNING,
            Fault.OPERATOR,
            ExitCode.OK,
            "A rule grants `admin`, which nothing asks for yet.",
            "Remove the action, or leave it for later.",
            "config"),
    POLICY_BINDINGS_MISSING(
            Severity.ERROR,
            Fault.OPERATOR,
            ExitCode.DATA,
            "The ledger does not say where a policy applies.",
            "Run `omnigraph cluster apply` once: it fills the bindings in.",
            "server-refuses-boot"),
    POLICY_FILE_MISSING(
            Severity.ERROR,
            Fault.OPERATOR,
            ExitCode.DATA,
            "A policy file that `cluster.yaml` names does not exist.",
            "Create it, or correct the path.",
            "config"),
    POLICY_INVALID(
            Severity.ERROR,
            Fault.OPERATOR,
            ExitCode.DATA,
            "A policy bundle breaks the rules of the policy language.",
            "Correct the place that is shown.",
            "config"),
    POLICY_MISSING_APPLIES_TO(
            Severity.ERROR,
            Fault.OPERATOR,
            ExitCode.DATA,
            "A policy says nowhere where it applies.",
            "List graphs, or `cluster`, under `applies_to`.",
            "config"),
    POLICY_MIXED_BINDING_KINDS(
            Severity.ERROR,
            Fault.OPERATOR,
            ExitCode.DATA,
            "One policy is bound to the cluster and to a graph.",
            "Split it into two bundles.",
            "config"),
    POLICY_SCOPE_WITHOUT_BRANCHES(
            Severity.WARNING,
            Fault.OPERATOR,
            ExitCode.OK,
            "A rule is scoped to protected branches, but the bundle protects none.",
            "List the branches under `protected_branches`.",
            "config"),
    QUERY_DIR_EMPTY(
            Severity.WARNING,
            Fault.OPERATOR,
            ExitCode.OK,
            "The folder named by `queries:` holds no `.gq` file.",
            "Add a query file, or remove `queries:`.",
            "config"),
    QUERY_DIR_UNREADABLE(
            Severity.ERROR,
            Fault.OPERATOR,
            ExitCode.DATA,
            "The folder named by `queries:` does not exist or cannot be listed.",
            "Create it, or correct the path.",
            "config"),
    QUERY_FAILED(
            Severity.ERROR,
            Fault.OPERATOR,
            ExitCode.DATA,
            "A query could not be run as written.",
            "Change the query as the message says.",
            "config"),
    QUERY_FILE_MISSING(
            Severity.ERROR,
            Fault.OPERATOR,
            ExitCode.DATA,
            "A query file that `cluster.yaml` names does not exist.",
            "Create it, or correct the path.",
            "config"),
    QUERY_KEY_MISMATCH(
            Severity.ERROR,
            Fault.OPERATOR,
            ExitCode.DATA,
            "A name under `queries:` is not declared in the file that it points at.",
            "Rename the key, or declare the query in that file.",
            "config"),
    QUERY_PARAMETER_INVALID(
            Severity.ERROR,
            Fault.OPERATOR,
            ExitCode.DATA,
            "A parameter of a query is missing or does not fit its declared type.",
            "Pass a value of the type that is named.",
            "config"),
    QUERY_PARSE_ERROR(
            Severity.ERROR,
            Fault.OPERATOR,
            ExitCode.DATA,
            "A `.gq` file does not parse.",
            "Correct the place that is shown.",
            "config"),
    QUERY_TYPECHECK_ERROR(
            Severity.ERROR,
            Fault.OPERATOR,
            ExitCode.DATA,
            "A query does not fit its graph's schema.",
            "Correct the query, or the schema.",
            "config"),
    QUERY_TYPECHECK_SKIPPED(
            Severity.WARNING,
            Fault.OPERATOR,
            ExitCode.OK,
            "Queries were not type-checked because their graph's schema has errors.",
            "Correct the schema first.",
            "config"),
    QUICKSTART_FAILED(
            Severity.ERROR,
            Fault.PROGRAM,
            ExitCode.SOFTWARE,
            "A step of the quickstart did not do what it must.",
            "Look at what is shown of the step, and report it.",
            "config"),
    REPLAY_MISMATCH(
            Severity.ERROR,
            Fault.ENVIRONMENT,
            ExitCode.DATA,
            "The ledger replayed here has other digests than the ones it was compared with.",
            "Compare `omnigraph cluster history` on both sides; see the runbook.",
            "corrupt-ledger"),
    REQUEST_CANCELLED(
            Severity.ERROR,
            Fault.OPERATOR,
            ExitCode.UNAVAILABLE,
            "The request was cancelled before it ended.",
            "Send it again if the answer is still wanted; of a write, look first whether it landed.",
            "overload"),
    RESOURCE_CONTENT_CHANGED(
            Severity.ERROR,
            Fault.OPERATOR,
            ExitCode.TEMPORARY,
            "A source file changed while the command ran.",
            "Run the command again.",
            "state-cas-mismatch"),
    ROLLBACK_PART_REFUSED(
            Severity.WARNING,
            Fault.OPERATOR,
            ExitCode.OK,
            "A part of a rollback was refused, because it would not be safe.",
            "Read the reason; what was not rolled back is changed through the config, with plan and apply.",
            "rollback"),
    SCHEMA_APPLY_FAILED(
            Severity.ERROR,
            Fault.OPERATOR,
            ExitCode.DATA,
            "A schema migration was refused by the graph; nothing of it was applied.",
            "Change the schema, or the data that the message names, then apply again.",
            "graph-incomplete"),
    SCHEMA_APPLY_SKIPPED(
            Severity.WARNING,
            Fault.OPERATOR,
            ExitCode.OK,
            "A schema migration was not run because an earlier step failed.",
            "Mend that step, then apply again.",
            "graph-incomplete"),
    SCHEMA_CATALOG_ERROR(
            Severity.ERROR,
            Fault.OPERATOR,
            ExitCode.DATA,
            "The types of a schema do not fit together.",
            "Correct the place that is shown.",
            "config"),
    SCHEMA_CHANGE_UNSUPPORTED(
            Severity.ERROR,
            Fault.OPERATOR,
            ExitCode.DATA,
            "A graph cannot be migrated to this schema; an apply would be refused.",
            "Change the schema at the place that is named: add a new property or type beside the old one instead.",
            "graph-incomplete"),
    SCHEMA_FILE_MISSING(
            Severity.ERROR,
            Fault.OPERATOR,
            ExitCode.DATA,
            "A schema file that `cluster.yaml` names does not exist.",
            "Create it, or correct the path.",
            "config"),
    SCHEMA_MISMATCH(
            Severity.WARNING,
            Fault.OPERATOR,
            ExitCode.OK,
            "A graph's live schema differs from the declared one.",
            "Run `omnigraph cluster plan`, which proposes to migrate it, then `omnigraph cluster apply`.",
            "catalog-drift"),
    SCHEMA_PARSE_ERROR(
            Severity.ERROR,
            Fault.OPERATOR,
            ExitCode.DATA,
            "A `.pg` file breaks the rules of the schema language.",
            "Correct the place that is shown.",
            "config"),
    SCHEMA_PREVIEW_UNAVAILABLE(
            Severity.WARNING,
            Fault.ENVIRONMENT,
            ExitCode.OK,
            "The migration steps could not be previewed because the graph cannot be opened.",
            "Mend the graph, which `omnigraph cluster refresh` looks at, then plan again.",
            "graph-incomplete"),
    SERVER_CONSENT_MISSING(
            Severity.ERROR,
            Fault.OPERATOR,
            ExitCode.CONFIG,
            "Tokens and policies do not fit together, so the server will not start.",
            "Give tokens, or consent to run open with --unauthenticated.",
            "server-refuses-boot"),
    SERVER_FAILED(
            Severity.ERROR,
            Fault.ENVIRONMENT,
            ExitCode.UNAVAILABLE,
            "The server could not do what it was asked.",
            "Look into the server's log for the report id, then try again.",
            "server-refuses-boot"),
    SERVER_REFUSED(
            Severity.ERROR,
            Fault.OPERATOR,
            ExitCode.NO_PERMISSION,
            "The server does not let this caller do that.",
            "Run `omnigraph login NAME`, or set OMNIGRAPH_BEARER_TOKEN, with a token that the policy allows this.",
            "config"),
    SERVER_REJECTED(
            Severity.ERROR,
            Fault.OPERATOR,
            ExitCode.DATA,
            "The server does not accept the request.",
            "Correct what the message names.",
            "config"),
    SERVER_UNREACHABLE(
            Severity.ERROR,
            Fault.ENVIRONMENT,
            ExitCode.UNAVAILABLE,
            "No answer came from the server.",
            "Check the address, and that the server runs: GET /healthz.",
            "server-refuses-boot"),
    SNAPSHOT_NOT_FOUND(
            Severity.ERROR,
            Fault.OPERATOR,
            ExitCode.NO_INPUT,
            "The graph has no such commit, or a hard drop took the rows of it that were asked for.",
            "Use a commit id that the graph's history shows; for rows that a hard drop took there is none.",
            "graph-missing"),
    SOURCE_NOT_FORMATTED(
            Severity.ERROR,
            Fault.OPERATOR,
            ExitCode.DATA,
            "A .pg or .gq file is not laid out as the formatter would lay it out.",
            "Run `omnigraph fmt`; it changes nothing but white space.",
            "config"),
    STATE_ALREADY_EXISTS(
            Severity.ERROR,
            Fault.OPERATOR,
            ExitCode.CANNOT_CREATE,
            "The cluster has a ledger already.",
            "Use `omnigraph cluster refresh` to observe again.",
            "lost-ledger"),
    STATE_CAS_MISMATCH(
            Severity.ERROR,
            Fault.OPERATOR,
            ExitCode.TEMPORARY,
            "Another command changed the ledger meanwhile; nothing of this one was recorded.",
            "Run the command again.",
            "state-cas-mismatch"),
    STATE_EDIT_STALE(
            Severity.ERROR,
            Fault.OPERATOR,
            ExitCode.DATA,
            "`state.json` was edited by hand, but the log has gone on since.",
            "Move the file away, run `omnigraph cluster doctor --fix`, which writes the newest revision anew, and put your"
                    + " edit onto that.",
            "corrupt-ledger"),
    STATE_EDITED_OUT_OF_BAND(
            Severity.WARNING,
            Fault.OPERATOR,
            ExitCode.OK,
            "`state.json` was edited by hand.",
            "Run `omnigraph cluster refresh`, which records the edit as a revision of its own.",
            "corrupt-ledger"),
    STATE_HEAD_BEHIND(
            Severity.WARNING,
            Fault.ENVIRONMENT,
            ExitCode.OK,
            "`state.json` is older than the newest revision record.",
            "Nothing to do: the next apply or refresh brings it forward, `omnigraph cluster doctor --fix` at once.",
            "corrupt-ledger"),
    STATE_LOCK_DISABLED(
            Severity.WARNING,
            Fault.OPERATOR,
            ExitCode.OK,
            "`state.lock: false`: this command ran without the lock. The ledger's own fence still holds.",
            "Remove `lock: false` unless you know why it is there.",
            "lock-held"),
    STATE_LOCK_HELD(
            Severity.ERROR,
            Fault.OPERATOR,
            ExitCode.TEMPORARY,
            "Another command holds the state lock.",
            "Wait for it. If it is certainly dead: `omnigraph cluster force-unlock <LOCK_ID>`.",
            "lock-held"),
    STATE_LOCK_ID_MISMATCH(
            Severity.ERROR,
            Fault.OPERATOR,
            ExitCode.DATA,
            "The state lock has another id than the one given.",
            "Use the id that `omnigraph cluster status` shows.",
            "lock-held"),
    STATE_LOCK_LOST(
            Severity.ERROR,
            Fault.OPERATOR,
            ExitCode.TEMPORARY,
            "The state lock was taken away while the command ran; it stopped before touching anything more.",
            "Find out who forced the lock, then run the command again.",
            "lock-held"),
    STATE_LOCK_MISSING(
            Severity.ERROR,
            Fault.OPERATOR,
            ExitCode.DATA,
            "There is no state lock to remove.",
            "Nothing to do.",
            "lock-held"),
    STATE_LOCK_NOT_RELEASED(
            Severity.WARNING,
            Fault.ENVIRONMENT,
            ExitCode.OK,
            "The command is done, but its lock could not be removed.",
            "Run `omnigraph cluster force-unlock` with the id that is shown.",
            "lock-held"),
    STATE_LOG_MISSING(
            Severity.WARNING,
            Fault.ENVIRONMENT,
            ExitCode.OK,
            "There is a `state.json` and no record of any revision: the folder is of an older program, or"
                    + " `__cluster/revisions/` was removed.",
            "If the cluster had a history, put `__cluster/revisions/` back from a backup. If it never had one, run"
                    + " `omnigraph cluster refresh`, which begins it with this `state.json`.",
            "corrupt-ledger"),
    STATE_MISSING(
            Severity.ERROR,
            Fault.OPERATOR,
            ExitCode.DATA,
            "The cluster has no ledger yet.",
            "Run `omnigraph cluster import` first.",
            "lost-ledger"),
    STATE_NOT_FOUND(
            Severity.WARNING,
            Fault.OPERATOR,
            ExitCode.OK,
            "The cluster has no ledger yet: nothing was applied.",
            "Run `omnigraph cluster import`, then `omnigraph cluster apply`.",
            "lost-ledger"),
    STORE_CONDITIONAL_WRITES_BROKEN(
            Severity.ERROR,
            Fault.ENVIRONMENT,
            ExitCode.CONFIG,
            "The store lets two writers create the same object.",
            "Use a store that honours `If-None-Match: *`.",
            "store-unreachable"),
    STORE_FULL(
            Severity.ERROR,
            Fault.ENVIRONMENT,
            ExitCode.CANNOT_CREATE,
            "There is no space left where the cluster is stored.",
            "Free some space, then run the command again.",
            "disk-full"),
    STORE_IO_ERROR(
            Severity.ERROR,
            Fault.ENVIRONMENT,
            ExitCode.IO,
            "The store failed while reading or writing.",
            "Mend what the message names, then run the command again; a write that failed has replaced nothing.",
            "store-unreachable"),
    STORE_LEFTOVERS(
            Severity.WARNING,
            Fault.ENVIRONMENT,
            ExitCode.OK,
            "Temporary files of interrupted commands are left in the store; every reader ignores them.",
            "Run `omnigraph cluster doctor --fix`.",
            "disk-full"),
    STORE_OBJECT_TOO_LARGE(
            Severity.ERROR,
            Fault.ENVIRONMENT,
            ExitCode.DATA,
            "An object in the store is larger than its kind may be.",
            "See what wrote it and move it away; it is not ours.",
            "corrupt-ledger"),
    STORE_PATH_ESCAPES_ROOT(
            Severity.ERROR,
            Fault.OPERATOR,
            ExitCode.CONFIG,
            "A symbolic link stands below the storage root, where none is followed.",
            "Put the files themselves there, or name the place that the link points to as `storage:`.",
            "store-unreachable"),
    STORE_PERMISSION_DENIED(
            Severity.ERROR,
            Fault.ENVIRONMENT,
            ExitCode.NO_PERMISSION,
            "The store refused access.",
            "Check the credentials, or the owner and mode of the folder.",
            "store-unreachable"),
    STORE_READ_ONLY(
            Severity.ERROR,
            Fault.ENVIRONMENT,
            ExitCode.CANNOT_CREATE,
            "The place where the cluster is stored is read-only.",
            "Mount it writable, or name another place.",
            "disk-full"),
    STORE_SPACE_LOW(
            Severity.WARNING,
            Fault.ENVIRONMENT,
            ExitCode.OK,
            "There is little space left where the cluster is stored.",
            "Free some space before the next load or apply.",
            "disk-full"),
    STORE_UNREACHABLE(
            Severity.ERROR,
            Fault.ENVIRONMENT,
            ExitCode.UNAVAILABLE,
            "The store does not answer.",
            "Check the network, the endpoint, the bucket and the credentials.",
            "store-unreachable"),
    STORE_UNSUPPORTED(
            Severity.ERROR,
            Fault.ENVIRONMENT,
            ExitCode.CONFIG,
            "The store lacks something that safety rests on.",
            "Use a file system with hard links, or an object store with conditional writes.",
            "store-unreachable"),
    STORED_QUERY_INVALID(
            Severity.ERROR,
            Fault.OPERATOR,
            ExitCode.DATA,
            "An applied query no longer fits its graph's live schema.",
            "Run `omnigraph cluster plan`, then `omnigraph cluster apply`.",
            "server-refuses-boot"),
    TOKENS_EXPOSED(
            Severity.WARNING,
            Fault.OPERATOR,
            ExitCode.OK,
            "Others than its owner may read or write the file of bearer tokens.",
            "Run `chmod 600` on the file; if others may have seen it, replace the tokens.",
            "server-refuses-boot"),
    TOKENS_INVALID(
            Severity.ERROR,
            Fault.OPERATOR,
            ExitCode.CONFIG,
            "The bearer tokens cannot be loaded.",
            "Correct the source that is named.",
            "server-refuses-boot"),
    TOO_BUSY(
            Severity.ERROR,
            Fault.ENVIRONMENT,
            ExitCode.UNAVAILABLE,
            "Other requests use the memory or the turns that this one needs.",
            "Try again after the time that the answer names; see the runbook if it stays so.",
            "overload"),
    UNSUPPORTED_CLUSTER_CONFIG_VERSION(
            Severity.ERROR,
            Fault.OPERATOR,
            ExitCode.DATA,
            "`cluster.yaml` has a `version` that this program does not read.",
            "Write `version: 1`, or use a newer omnigraph.",
            "config"),
    UNSUPPORTED_RECOVERY_SIDECAR_VERSION(
            Severity.ERROR,
            Fault.ENVIRONMENT,
            ExitCode.DATA,
            "A recovery record was written in a format that this program does not read.",
            "Use a newer omnigraph.",
            "interrupted-apply"),
    UNSUPPORTED_STATE_BACKEND(
            Severity.ERROR,
            Fault.OPERATOR,
            ExitCode.DATA,
            "`state.backend` names a backend that does not exist.",
            "Write `backend: cluster`, or leave it out.",
            "config"),
    UNSUPPORTED_STATE_LOCK_VERSION(
            Severity.ERROR,
            Fault.ENVIRONMENT,
            ExitCode.DATA,
            "The lock was written in a format that this program does not read.",
            "Use a newer omnigraph.",
            "lock-held"),
    UNSUPPORTED_STATE_VERSION(
            Severity.ERROR,
            Fault.ENVIRONMENT,
            ExitCode.DATA,
            "The ledger was written in a format that this program does not read.",
            "Use a newer omnigraph.",
            "corrupt-ledger"),
    WRITE_CONFLICT(
            Severity.ERROR,
            Fault.OPERATOR,
            ExitCode.TEMPORARY,
            "The graph moved under this write; nothing was written.",
            "Run the command again.",
            "state-cas-mismatch"),
    WRONG_KIND_REFERENCE(
            Severity.ERROR,
            Fault.OPERATOR,
            ExitCode.DATA,
            "A reference names a resource of the wrong kind.",
            "Use a graph id, `graph.<id>` or `cluster`.",
            "config");

    private final Severity severity;
    private final Fault fault;
    private final ExitCode exitCode;
    private final String meaning;
    private final String remedy;
    private final String runbook;

    DiagnosticCode(Severity severity, Fault fault, ExitCode exitCode, String meaning, String remedy, String runbook) {
        this.severity = severity;
        this.fault = fault;
        this.exitCode = exitCode;
        this.meaning = meaning;
        this.remedy = remedy;
        this.runbook = runbook;
    }

    /// The name in JSON output and messages: the constant's name in lower case.
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public Severity severity() {
        return severity;
    }

    /// Who can mend it.
    public Fault fault() {
        return fault;
    }

    /// What the process exits with if this is the gravest error of a command.
    public ExitCode exitCode() {
        return exitCode;
    }

    /// What the code means in general, one sentence.
    public String meaning() {
        return meaning;
    }

    /// What to do about it in general, one sentence.
    public String remedy() {
        return remedy;
    }

    /// The page under `docs/runbooks/` that treats this class of problem, without its ending.
    public String runbook() {
        return runbook;
    }

    /// The code with this wire name, if there is one.
    public static Optional<DiagnosticCode> ofWireName(String wireName) {
        for (DiagnosticCode code : values()) {
            if (code.wireName().equals(wireName)) {
                return Optional.of(code);
            }
        }
        return Optional.empty();
    }
}
