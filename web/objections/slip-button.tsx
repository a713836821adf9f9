import { useMutation } from '@tanstack/react-query'
import { Button } from 'antd'
import { askFile, type Problem, pathOf } from '../shell/api.js'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import { saveFile } from '../shell/save-file.js'
import { OBJECTION } from './words.js'

/** 异议转办单：for the keeper of the item; what it costs is said beside the button: an entry of the register. */
export function SlipButton({ id }: { readonly id: string }) {
  const { say } = useLanguage()
  const slip = useMutation<void, Problem>({
    mutationFn: async () => {
      const { blob, name } = await askFile(pathOf('/api/desk/objections/:id/slip', { id }), { method: 'POST' })
      saveFile(blob, name)
    },
  })
  return (
    <section className="card objection-card no-print" aria-label={say(OBJECTION.slip)}>
      <p>{say(OBJECTION.slipLead)}</p>
      <Button loading={slip.isPending} onClick={() => slip.mutate()}>
        {say(OBJECTION.slip)}
      </Button>
      <FormProblem error={slip.error} />
      {slip.isSuccess && <p role="status">{say(OBJECTION.slipMade)}</p>}
    </section>
  )
}
