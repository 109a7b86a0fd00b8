/**
 * The numbers that both sides of the product obey. They stand apart from the Zod contracts so that
 * the browser's first chunk can use them without loading Zod; the CHECK constraints of the database
 * are compared with them by a test.
 */
export const limits = {
  /** Code points of a check-in line as typed, and of an activity. */
  line: 500,
  activity: 500,
  /** A line of 500 code points cannot hold more tags than this. */
  tags: 250,
  tag: 50,
  /** Whole minutes of one check-in. */
  minutesMin: 1,
  minutesMax: 1440,
  sourceId: 200,
  personName: 100,
  email: 254,
  workspaceName: 100,
  projectName: 100,
  projectKeyMin: 2,
  projectKeyMax: 10,
  description: 20_000,
  taskTitle: 200,
  taskNumberMax: 999_999,
  /** Minutes of a budget or an estimate: ten thousand working weeks is a typing slip. */
  budgetMinutes: 24_000_000,
  position: 200,
  documentName: 255,
  mime: 255,
  /** Defaults of what the environment may set: bytes of one file, and what one person may keep. */
  documentBytes: 50 * 1024 * 1024,
  quotaBytes: 1024 * 1024 * 1024,
  quotaDocuments: 2000,
  pendingUploads: 20,
  presignsPerMinute: 30,
  /** Links that a row of the list of documents shows. */
  linksShown: 5,
  reason: 500,
  search: 200,
  searchHits: 50,
  /** Days that one look for anomalies or one status may be about. */
  aiDays: 92,
  /** Minutes from which one check-in is too long to be true: sixteen hours. */
  longEntryMinutes: 960,
  /** A text value that a person decided on, and the pattern of an anomaly. */
  feedbackValue: 2000,
  pattern: 300,
  /** One sentence of a status, and how many published ones a project shows. */
  sentence: 600,
  narrativesShown: 20,
  pageMax: 100,
  pageDefault: 50,
  batchItems: 1000,
  /** Bytes of a request body, and of the batch's body. */
  bodyBytes: 128 * 1024,
  batchBodyBytes: 1024 * 1024,
  /** Nesting of any JSON that a client or the inference service sends. */
  jsonDepth: 32,
} as const
