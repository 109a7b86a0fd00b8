import stylex from '@stylexjs/unplugin/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

// The plugin's dev server hook starts a timer that is never cleared, and vitest then cannot close.
const styles = { ...stylex(), configureServer: undefined }

export default defineConfig({
  plugins: [styles, react()],
  test: {
    environment: 'happy-dom',
    include: ['src/**/*.test.{ts,tsx}'],
    setupFiles: ['src/happy-dom-setup.ts'],
  },
})
