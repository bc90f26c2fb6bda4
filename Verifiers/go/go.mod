module mapae

go 1.19
