import * as stylex from '@stylexjs/stylex'
import { space } from '@worksmart/ui/tokens.stylex.ts'
import { DropTarget } from '../../components/upload-source/drop-target.tsx'
import { UploadButton } from '../../components/upload-source/upload-button.tsx'
import { DocumentList } from './document-list.tsx'

export type DocumentsPartProps =
  | { project: { id: string; name: string } }
  | { task: { id: string; ref: string } }

/** The documents of one project or task; what is dropped or chosen here is linked to it. */
export function DocumentsPart(props: DocumentsPartProps) {
  const isTask = 'task' in props
  const target = isTask ? { taskId: props.task.id } : { projectId: props.project.id }
  const name = isTask ? props.task.ref : props.project.name
  return (
    <>
      <DropTarget target={target} place={`to ${name}`} />
      <div {...stylex.props(styles.head, isTask && styles.compact)}>
        <UploadButton target={target} />
      </div>
      <DocumentList
        view={target}
        target={target}
        isCompact={isTask}
        empty={{
          heading: 'No documents yet',
          why: `What is uploaded here is linked to ${name}, and everyone in the workspace sees it.`,
        }}
      />
    </>
  )
}

const styles = stylex.create({
  head: { display: 'flex', justifyContent: 'flex-end', marginBlockEnd: space.s8 },
  // In a drawer the list follows at once.
  compact: { justifyContent: 'flex-start', marginBlockEnd: space.s0 },
})
