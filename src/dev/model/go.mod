module ai.chalk/credentials/model

go 1.24.0
