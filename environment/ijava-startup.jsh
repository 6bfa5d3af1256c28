// For the IJava 1.3 kernel: name this file in IJAVA_STARTUP_SCRIPTS_PATH, and the library's jars in IJAVA_CLASSPATH.
phenomena.notebook.IJavaAdapter.install();
