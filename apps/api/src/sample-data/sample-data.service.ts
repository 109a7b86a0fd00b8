import type { SampleData } from '@worksmart/types/workspaces'
import { recordChanges } from '../audit/audit.ts'
import type { Actor } from '../db/with-actor.ts'
import type { Dependencies } from '../dependencies.ts'
import { civilNow } from '../time/zoned.ts'
import {
  countSamples,
  deleteSamples,
  insertSamples,
  lockSamples,
  selectProjectKeys,
  selectSamplePeople,
} from './sample-data.queries.ts'
import { sampleCheckins, sampleProjects, sampleTasks } from './sample-data.ts'

/** Adds the sample data once; a second call answers what is there. */
export function addSampleData(deps: Dependencies, actor: Actor): Promise<SampleData> {
  return deps.database.withActor(actor, async (tx, viewer) => {
    await lockSamples(tx, viewer)
    const there = await countSamples(tx, viewer)
    if (there.projects + there.tasks + there.checkins > 0) return there
    const { workspaceId } = viewer
    const people = await selectSamplePeople(tx, viewer)
    const taken = await selectProjectKeys(tx, viewer)
    const idOf = new Map<string, string>(
      sampleProjects.map((project) => [project.key, deps.newId()]),
    )
    const projects = sampleProjects.map((project) => ({
      ...project,
      workspaceId,
      id: idOf.get(project.key) ?? deps.newId(),
      key: freeKey(project.key, taken),
      ownerId: viewer.userId,
      lastTaskNumber: sampleTasks.filter((task) => task.project === project.key).length,
      isSample: true,
    }))
    const numbers = new Map<string, number>()
    const tasks = sampleTasks.map(({ project, ...task }, i) => {
      const number = (numbers.get(project) ?? 0) + 1
      numbers.set(project, number)
      return {
        ...task,
        workspaceId,
        id: deps.newId(),
        projectId: idOf.get(project) ?? '',
        number,
        creatorId: viewer.userId,
        assigneeId: people[i % people.length] ?? null,
        position: `a${number}`,
        completedAt: task.status === 'done' ? deps.now().toISOString() : null,
        isSample: true,
      }
    })
    const { today } = civilNow(deps.now(), viewer.timeZone)
    const checkins = sampleCheckins(today, people.length).map((row, i) => ({
      workspaceId,
      createdAt: loggedAt(row.day, i, deps.now()),
      id: deps.newId(),
      userId: people[row.who] ?? viewer.userId,
      text: null,
      activity: row.activity,
      minutes: row.minutes,
      tags: row.tags,
      workDate: row.day,
      projectId: row.project === null ? null : (idOf.get(row.project) ?? null),
      taskId: null,
      source: 'sample',
      isSample: true,
    }))
    await insertSamples(tx, { projects, tasks, checkins })
    await recordChanges(tx, viewer, [entry(deps, 'sample_data.added', workspaceId)])
    return { projects: projects.length, tasks: tasks.length, checkins: checkins.length }
  })
}

export function removeSampleData(deps: Dependencies, actor: Actor): Promise<void> {
  return deps.database.withActor(actor, async (tx, viewer) => {
    await lockSamples(tx, viewer)
    await deleteSamples(tx, viewer)
    await recordChanges(tx, viewer, [entry(deps, 'sample_data.removed', viewer.workspaceId)])
  })
}

function entry(deps: Dependencies, action: string, workspaceId: string) {
  return {
    id: deps.newId(),
    action,
    objectType: 'workspace',
    objectId: workspaceId,
    before: null,
    after: null,
  }
}

// Sample time looks as if it was logged on the afternoon of its day, one line after the other.
function loggedAt(day: string, order: number, now: Date): string {
  const afternoon = Date.parse(`${day}T15:00:00Z`) + order * 60_000
  return new Date(Math.min(afternoon, now.getTime())).toISOString()
}

// WEB, WEB2, WEB3 …: a team that has a WEB of its own keeps it.
function freeKey(key: string, taken: Set<string>): string {
  for (let n = 1; ; n++) {
    const candidate = n === 1 ? key : `${key}${n}`
    if (!taken.has(candidate)) return candidate
  }
}
