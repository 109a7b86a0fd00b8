import {
  type Directory,
  type DirectoryProject,
  type DirectoryTask,
  foldName,
  toTaskRef,
} from './directory.ts'

/**
 * Finds the projects that `@name` means, by the first rule that any project meets: its key, its
 * whole name, the start of its name (not when archived, and not for a single character).
 */
export const projectMatcher = ({
  projects,
}: Directory): ((name: string) => readonly DirectoryProject[]) => {
  const folded = projects.map((project) => ({
    project,
    key: foldName(project.key),
    name: foldName(project.name),
  }))
  return (typed) => {
    const wanted = foldName(typed)
    if (!wanted) return []
    const rules: ((candidate: (typeof folded)[number]) => boolean)[] = [
      ({ key }) => key === wanted,
      ({ name }) => name === wanted,
      ({ name, project }) =>
        [...wanted].length >= 2 && !project.archived && name.startsWith(wanted),
    ]
    for (const rule of rules) {
      const found = folded.filter(rule)
      if (found.length > 0) return found.map(({ project }) => project)
    }
    return []
  }
}

/**
 * Finds the tasks that a reference means. `#142` is looked for in the given project; without one,
 * in all, and those the person logged to lately go before the others.
 */
export const taskMatcher =
  ({ tasks }: Directory, projectId: string | null) =>
  (ref: string): readonly DirectoryTask[] => {
    const { key, number } = toTaskRef(ref)
    const isMeant = (task: DirectoryTask) =>
      key === null ? !projectId || task.projectId === projectId : task.projectKey === key
    const found = tasks.filter((task) => task.number === number && isMeant(task))
    const recent = found.filter((task) => task.recent)
    return recent.length === 1 ? recent : [...recent, ...found.filter((task) => !task.recent)]
  }
